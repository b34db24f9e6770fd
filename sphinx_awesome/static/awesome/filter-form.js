// Owns the controls of the filter bar: the values that they offer, and the choice that they show.

/**
 * Offer the values of the papers on the page; hide a control that leaves no choice.
 * @param {Field[]} fields
 * @param {Map<string, number>} counts by facet and value
 */
export function offerValues(fields, counts) {
  for (const { name, options, value, labels } of fields) {
    const keys = [...counts.keys()].filter((key) => key.startsWith(`${name} `));
    keys.sort((one, other) => one.localeCompare(other));
    if (name === "year") keys.reverse();
    for (const key of options && options.length < 2 ? keys : []) options.add(new Option("", key.slice(name.length + 1)));
    if (name === "until") for (const key of years(counts)) options.add(new Option(`– ${key}`, key));
    const useful = options ? options.length > 2 : name === "q" || counts.has(`${name} ${value}`);
    labels?.forEach((label) => (label.hidden = !useful));
  }
}

/**
 * Return the years of the papers, the last one first.
 * @param {Map<string, number>} counts by facet and value
 */
function years(counts) {
  const keys = [...counts.keys()].filter((key) => key.startsWith("year "));
  return keys.map((key) => key.slice(5)).sort().reverse();
}

/**
 * Set the controls to a choice.
 * @param {Field[]} fields
 * @param {URLSearchParams} choice
 */
export function setFields(fields, choice) {
  const [, from, to] = /^(\d{4})?-(\d{4})?$/.exec(choice.get("year") ?? "") ?? [];
  const last = fields.find(({ name }) => name === "until")?.options?.[1]?.value;
  for (const field of fields) {
    let value = choice.get(field.name) ?? "";
    if (from || to) {
      if (field.name === "year") value = from ?? "";
      if (field.name === "until") value = to ?? last ?? "";
    }
    if (field.type === "checkbox") field.checked = value === field.value;
    else field.value = value;
    // A value of the address that no paper has is displayed all the same.
    if (field.options && field.value !== value) field.add(new Option(value, value, true, true));
  }
  showUntil(fields);
}

/**
 * Offer the last of some years where a first one is chosen.
 * @param {Field[]} fields
 */
export function showUntil(fields) {
  const [year, until] = ["year", "until"].map((name) => fields.find((field) => field.name === name));
  const label = until?.labels?.[0];
  if (label) label.hidden = !(year?.value || until?.value);
}

/**
 * Return the choice of the controls.
 * @param {Field[]} fields
 */
export function readFields(fields) {
  const on = fields.filter(({ type, checked, value }) => (type === "checkbox" ? checked : value.trim()));
  const choice = new URLSearchParams(on.map(({ name, value }) => [name, value]));
  const [from, to] = [choice.get("year") ?? "", choice.get("until") ?? ""];
  choice.delete("until");
  if (to && to !== from) choice.set("year", !from || from < to ? `${from}-${to}` : `${to}-${from}`);
  return choice;
}

/**
 * Write beside each value how many papers it would show.
 * @param {Field[]} fields
 * @param {Map<string, number>} counts
 */
export function labelCounts(fields, counts) {
  for (const { name, type, options, value, nextElementSibling } of fields) {
    const number = (/** @type {string} */ of) => `(${counts.get(name + " " + of) ?? 0})`;
    if (type === "checkbox" && nextElementSibling) nextElementSibling.textContent = number(value);
    for (const option of !["sort", "until"].includes(name) && options ? options : []) {
      const text = `${option.value} ${number(option.value)}`;
      if (option.value && option.text !== text) option.text = text;
    }
  }
}
