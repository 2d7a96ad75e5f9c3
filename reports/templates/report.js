"use strict";
// The page is whole without this script; it adds filters, search, keys and folding.
(() => {
  const root = document.documentElement;
  const $ = (id) => document.getElementById(id);
  const RANK = { error: 0, warning: 1, info: 2 };
  root.classList.remove("plain");

  const pairs = Array.from(document.querySelectorAll(".pair"), (element, index) => ({
    element, index, home: element.parentNode, text: null,
    marks: Array.from(element.querySelectorAll("mark"), (mark) => ({ element: mark, ids: mark.dataset.f.trim().split(" ") })),
    findings: Array.from(element.querySelectorAll(".finding")),
    quality: Number(element.dataset.quality ?? 100),
  }));
  const whole = Array.from(document.querySelectorAll(".findings.whole > .finding"));
  const folds = Array.from(document.querySelectorAll(".fold"), (element) => ({
    element, pairs: pairs.filter((pair) => pair.home.parentNode === element),
  }));
  const sections = Array.from(document.querySelectorAll(".bitext"), (element) => ({
    element, stretches: element.querySelector(".stretches"), list: null,
    pairs: pairs.filter((pair) => element.contains(pair.element)),
  }));
  for (const fold of folds) fold.element.open = false;

  let shown = [];
  let current = -1;

  const settings = () => ({
    query: $("search").value.trim().toLowerCase(),
    levels: new Set(Array.from(document.querySelectorAll("input[name=severity]:checked"), (box) => box.value)),
    rule: $("rule").value,
    only: $("only").checked,
    worst: $("order").value === "worst",
  });

  const wanted = (finding, set) =>
    set.levels.has(finding.dataset.severity) && (!set.rule || finding.dataset.rule === set.rule);

  function matches(pair, query) {
    if (!query) return true;
    pair.text ??= Array.from(pair.element.querySelectorAll(".side p:not(.nothing), .message, .suggestion q"), (part) => part.textContent)
      .join("\n").toLowerCase();
    return pair.text.includes(query);
  }

  function apply() {
    const set = settings();
    arrange(set.worst);
    let count = 0;
    for (const finding of whole) finding.classList.toggle("off", !wanted(finding, set));
    for (const pair of pairs) {
      const kept = new Set();
      for (const finding of pair.findings) {
        const keep = wanted(finding, set);
        finding.classList.toggle("off", !keep);
        if (keep) kept.add(finding.id);
      }
      for (const mark of pair.marks) mark.element.classList.toggle("off", !mark.ids.some((id) => kept.has(id)));
      pair.visible = matches(pair, set.query) && (kept.size > 0 || !(set.only || set.rule));
      pair.element.classList.toggle("off", !pair.visible);
      if (pair.visible) count += 1;
    }
    for (const fold of folds) {
      const any = !set.worst && fold.pairs.some((pair) => pair.visible);
      fold.element.classList.toggle("off", !any);
      if (any && set.query) fold.element.open = true;
    }
    shown = Array.from(document.querySelectorAll(".finding:not(.off)")).filter((finding) => !finding.closest(".pair.off"));
    current = shown.indexOf(document.querySelector(".finding.current"));
    $("empty").hidden = count > 0 || shown.length > 0;
    state();
    highlight(set.query);
  }

  // Worst first is one flat list a document; in order, every pair goes back to where it came from.
  function arrange(worst) {
    for (const section of sections) {
      if (worst === Boolean(section.list)) continue;
      if (worst) {
        const rank = (pair) => Math.min(3, ...pair.findings.map((finding) => RANK[finding.dataset.severity]));
        const sorted = section.pairs.map((pair) => [rank(pair), pair])
          .sort(([a, p], [b, q]) => a - b || q.findings.length - p.findings.length || p.quality - q.quality || p.index - q.index);
        section.list = document.createElement("ol");
        section.list.className = "pairs";
        section.list.append(...sorted.map(([, pair]) => pair.element));
        section.stretches.before(section.list);
      } else {
        for (const pair of section.pairs) pair.home.append(pair.element);
        section.list.remove();
        section.list = null;
      }
    }
  }

  function state() {
    const number = shown.length;
const unit = document.createElement("span");
    unit.className = "unit";
    unit.textContent = number === 1 ? " finding" : " findings";
    $("state").replaceChildren(current < 0 ? `${number}` : `${current + 1} of ${number}`, ...(current < 0 ? [unit] : []));
    $("previous").disabled = $("next").disabled = number === 0;
  }

  function go(step) {
    if (!shown.length) return;
    if (current < 0) {
      // From where the reader is: the first finding below the top of the window, or the last above it.
      const below = shown.findIndex((finding) => finding.getBoundingClientRect().top > 80);
      current = step > 0 ? (below < 0 ? 0 : below) : (below < 0 ? shown.length : below) - 1;
      if (current < 0) current = shown.length - 1;
    } else {
      current = (current + step + shown.length) % shown.length;
    }
    const finding = shown[current];
    document.querySelector(".finding.current")?.classList.remove("current");
    finding.classList.add("current");
    finding.focus({ preventScroll: true });
    // The whole pair is shown where it fits, else the finding.
    const pair = finding.closest(".pair");
    const fits = pair && pair.offsetHeight < innerHeight - 2 * $("tools").offsetHeight;
    (fits ? pair : finding).scrollIntoView({ block: "center", behavior: "instant" });
    light(finding);
    state();
  }

  function light(finding) {
    for (const mark of document.querySelectorAll("mark.lit")) mark.classList.remove("lit");
    if (!finding) return;
    for (const mark of finding.closest(".pair")?.querySelectorAll("mark") ?? []) {
      mark.classList.toggle("lit", mark.dataset.f.trim().split(" ").includes(finding.id));
    }
  }

  // Matches are painted, not marked up: nothing is inserted into the texts.
  function highlight(query) {
    if (!("highlights" in CSS)) return;
    CSS.highlights.delete("found");
    if (!query) return;
    const ranges = [];
    for (const pair of pairs) {
      if (!pair.visible || ranges.length > 2000) continue;
      for (const part of pair.element.querySelectorAll(".side p:not(.nothing)")) {
        const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
          const text = walker.currentNode.data.toLowerCase();
          if (text.length !== walker.currentNode.data.length) continue;
          for (let at = text.indexOf(query); at >= 0; at = text.indexOf(query, at + query.length)) {
            const range = new Range();
            range.setStart(walker.currentNode, at);
            range.setEnd(walker.currentNode, at + query.length);
            ranges.push(range);
          }
        }
      }
    }
    CSS.highlights.set("found", new Highlight(...ranges));
  }

  function reset() {
    $("search").value = "";
    $("rule").value = "";
    $("only").checked = false;
    for (const box of document.querySelectorAll("input[name=severity]")) box.checked = true;
    apply();
  }

  function reveal() {
    const target = location.hash.length > 1 && $(location.hash.slice(1));
    if (!target || !target.closest(".pair")) return;
    if (target.closest(".off")) reset();
    const fold = target.closest(".fold");
    if (fold) fold.open = true;
    target.scrollIntoView({ block: "center", behavior: "instant" });
  }

  function theme() {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  }

  const toggle = (box) => { box.checked = !box.checked; apply(); };
  const actions = {
    j: () => go(1), n: () => go(1), k: () => go(-1), p: () => go(-1),
    "/": () => { $("search").focus(); $("search").select(); },
    f: () => toggle($("only")),
    w: () => { $("order").value = $("order").value ? "" : "worst"; apply(); },
    t: theme,
    "?": () => $("keys").showModal(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || $("keys").open) return;
    if (event.target === $("search")) {
      if (event.key === "Escape") { $("search").value = ""; $("search").blur(); apply(); }
      if (event.key === "Enter") { event.preventDefault(); $("search").blur(); go(1); }
      return;
    }
    if (event.target.closest("select, input:not([type=checkbox])")) return;
    if (Object.hasOwn(actions, event.key)) { event.preventDefault(); actions[event.key](); }
    else if (event.key === "Escape" && $("search").value) { $("search").value = ""; apply(); }
  });

  let waiting = 0;
  $("search").addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(apply, 120); });
  $("tools").addEventListener("change", (event) => { if (event.target !== $("search")) apply(); });
  $("tools").addEventListener("submit", (event) => event.preventDefault());
  $("next").addEventListener("click", () => go(1));
  $("previous").addEventListener("click", () => go(-1));
  $("theme").addEventListener("click", theme);
  $("help").addEventListener("click", actions["?"]);
  $("reset").addEventListener("click", reset);
  for (const link of document.querySelectorAll(".rules a")) {
    link.addEventListener("click", () => { reset(); $("rule").value = link.dataset.rule; apply(); });
  }
  $("pairs").addEventListener("mouseover", (event) => light(event.target.closest(".finding") ?? document.querySelector(".finding.current")));
  addEventListener("hashchange", reveal);
  // On a wide screen the filters have no handle: they stand open there, whatever they were before.
  const narrow = matchMedia("(max-width: 60rem)");
  const fit = () => { document.querySelector(".filters").open = !narrow.matches; };
  narrow.addEventListener("change", fit);
  fit();
  apply();
  reveal();
})();
