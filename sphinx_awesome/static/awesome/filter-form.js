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
    for (const key of options ? keys : []) options.add(new Option("", key.slice(name.length + 1)));
    const useful = options ? options.length > 2 : name === "q" || counts.has(`${name} ${value}`);
    labels?.forEach((label) => (label.hidden = !useful));
  }
}

/**
 * Set the controls to a choice.
 * @param {Field[]} fields
 * @param {URLSearchParams} choice
 */
export function setFields(fields, choice) {
  for (const field of fields) {
    const value = choice.get(field.name) ?? "";
    if (field.type === "checkbox") field.checked = value === field.value;
    else field.value = value;
    // A value of the address that no paper has is displayed all the same.
    if (field.options && field.value !== value) field.add(new Option(value, value, true, true));
  }
}

/**
 * Return the choice of the controls.
 * @param {Field[]} fields
 */
export function readFields(fields) {
  const on = fields.filter(({ type, checked, value }) => (type === "checkbox" ? checked : value.trim()));
  return new URLSearchParams(on.map(({ name, value }) => [name, value]));
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
    for (const option of name !== "sort" && options ? options : []) {
      const text = `${option.value} ${number(option.value)}`;
      if (option.value && option.text !== text) option.text = text;
    }
  }
}
