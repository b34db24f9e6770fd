// What is measured on a page, of the elements that are ours: the outermost and all in them.
(() => {
  const OURS = ":is([class*='aw-'], aw-bar, aw-js):not(html, body, main)"
  const PAGE = /^(html|body|main)$/i
  const ours = () => [...document.querySelectorAll(OURS)]
  const roots = () => ours().filter(element => !element.parentElement.closest(OURS) && !/^(script|template|style)$/i.test(element.tagName))
  const all = () => roots().flatMap(root => [root, ...root.querySelectorAll("*")]).filter(seen)
  const seen = element =>
    element.checkVisibility({ visibilityProperty: true }) && !element.closest(".aw-sr, template, option, .aw-former")
  // Themes put headings, and the marks in them, where they want.
  const HEADINGS = "h1, h2, .headerlink, svg *, .aw-tray"
  const clipped = (element, root) => {
    for (let one = element; one !== root; one = one.parentElement) {
      if (getComputedStyle(one.parentElement).overflowX !== "visible") return true
    }
    return false
  }
  const words = element => {
    const path = []
    for (let one = element; one && !PAGE.test(one.tagName); one = one.parentElement) {
      const classes = [...one.classList].filter(name => name.startsWith("aw-") && !/^aw-(i-|of-)/.test(name))
      // Some themes take sections away, and leave what is in them.
      if (!path.length || one.tagName !== "SECTION") path.unshift([one.tagName.toLowerCase(), ...classes].join("."))
      if (one.matches(OURS) && !one.parentElement.closest(OURS)) break
    }
    return path.join(" > ")
  }

  // WCAG's contrast of a colour against all that is painted behind an element.
  const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true })
  const paint = (colour, alpha = 1) => {
    context.globalAlpha = alpha
    context.fillStyle = colour
    context.fillRect(0, 0, 1, 1)
  }
  const luminance = () => {
    const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data]
      .map(c => c / 255)
      .map(c => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  // What the browser paints where a page paints nothing.
  const canvas = () => {
    const probe = document.createElement("div")
    probe.style.color = "Canvas"
    document.documentElement.append(probe)
    const colour = getComputedStyle(probe).color
    probe.remove()
    return colour
  }
  const contrast = (element, colour) => {
    const around = []
    for (let one = element; one; one = one.parentElement) around.unshift(getComputedStyle(one))
    paint(canvas())
    for (const { backgroundColor } of around) paint(backgroundColor)
    const ground = luminance()
    paint(colour, around.reduce((product, { opacity }) => product * opacity, 1))
    const [low, high] = [ground, luminance()].sort((a, b) => a - b)
    return (high + 0.05) / (low + 0.05)
  }

  // As it is said ("auto"), not as it comes out; and as it is seen: some themes' rem are larger.
  const shape = (element, property) => {
    const value = element.computedStyleMap().get(property)
    return value?.unit === "px" ? `${value.value * element.currentCSSZoom}px` : String(value)
  }

  const COMPARED = [
    ...["top", "right", "bottom", "left"].flatMap(side => [
      `margin-${side}`, `padding-${side}`, `border-${side}-width`,
    ]),
    ...["list-style-type", "font-size", "text-transform", "float", "background-image", "text-indent"],
  ]

  globalThis.measure = {
    /** Of each text its contrast: the lowest of a kind of element. */
    contrasts() {
      const lowest = {}
      const note = (name, ratio) => (lowest[name] = Math.min(lowest[name] ?? 21, Math.round(ratio * 100) / 100))
      for (const element of all()) {
        const style = getComputedStyle(element)
        if (element.closest(".headerlink") && element.closest("h1, h2, h3")) continue
        const text = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim())
        if (text) note(words(element), contrast(element, element.closest("svg") ? style.fill : style.color))
        if (element.matches("select, input[type=search]")) note(words(element), contrast(element, style.color))
        if (element.placeholder) {
          const { color, opacity } = getComputedStyle(element, "::placeholder")
          note(`${words(element)}::placeholder`, opacity === "1" ? contrast(element, color) : 0)
        }
      }
      return lowest
    },

    /** What sticks out of the element in which the theme has put it, or out of the window. */
    sticking() {
      const found = []
      for (const root of roots().filter(seen)) {
        const { paddingRight } = getComputedStyle(root.parentElement)
        const edge = root.parentElement.getBoundingClientRect().right - parseFloat(paddingRight)
        for (const element of [root, ...root.querySelectorAll("*")]) {
          if (!seen(element) || element.matches(HEADINGS) || clipped(element, root)) continue
          const { right } = element.getBoundingClientRect()
          if (right > Math.min(innerWidth, edge) + 1) found.push(`${words(element)}: ${Math.round(right - edge)} px`)
        }
      }
      // Some themes' own headers are wider than a phone.
      const width = () => document.documentElement.scrollWidth
      const before = width()
      for (const root of roots()) root.style.setProperty("display", "none", "important")
      if (before > innerWidth && before > width()) found.push(`the page: ${before - innerWidth} px`)
      for (const root of roots()) root.style.removeProperty("display")
      return [...new Set(found)]
    },

    /** What the theme has given less than half of the room that there is. */
    squeezed() {
      const narrow = root => {
        const { display, float, position } = getComputedStyle(root)
        if (/inline|none|contents/.test(display) || float !== "none" || /absolute|fixed/.test(position)) return false
        const { paddingLeft, paddingRight } = getComputedStyle(root.parentElement)
        const room = root.parentElement.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight)
        return root.offsetWidth * root.currentCSSZoom < room / 2
      }
      return [...new Set(roots().filter(root => seen(root) && narrow(root)).map(words))]
    },

    /** Of each kind of element its boxes and letters. */
    shapes() {
      const found = {}
      for (const element of all()) {
        const name = words(element)
        if (found[name] || element.closest("svg")) continue
        const style = getComputedStyle(element)
        found[name] = Object.fromEntries(COMPARED.map(property => [property, shape(element, property)]))
        found[name].shadow = style.boxShadow.replace(/(rgb|color|oklab|oklch)a?\([^)]*\)/, "")
        found[name].filled = !/^rgba\(.*, 0\)$| \/ 0\)$/.test(style.backgroundColor)
      }
      return found
    },

    /** What lies over the top of an element that an address names. */
    over(id) {
      const target = document.getElementById(id)
      const { left, top, width } = target.getBoundingClientRect()
      if (top < -2 || top > innerHeight) return `out of the window: ${Math.round(top)} px`
      const at = document.elementFromPoint(left + width / 2, Math.max(top, 0) + 3)
      return at && (target.contains(at) || at.contains(target)) ? "" : at ? `${at.tagName}.${at.className}` : "nothing"
    },
  }
})()
