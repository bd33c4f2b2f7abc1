"use strict";
// Every page works without this: it completes what is typed, steps with keys, copies, and says how far a file is.

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

// Completion (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/).
const field = $("#q");
if (field) {
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = "suggestions";
  list.role = "listbox";
  list.ariaLabel = field.labels[0].textContent;
  list.hidden = true;
  field.form.append(list);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false",
  })) field.setAttribute(name, value);

  let timer, asked = 0, chosen = -1;
  const show = (options) => {
    list.replaceChildren(...options.map(({ text, about, url }, i) => {
      const item = document.createElement("li");
      item.id = `suggestion-${i}`;
      item.role = "option";
      item.dataset.text = text;
      if (url) item.dataset.url = url;
      const small = document.createElement("small");
      small.textContent = about;
      item.append(text, small);
      return item;
    }));
    choose(-1);
    list.hidden = !options.length;
    field.setAttribute("aria-expanded", String(!list.hidden));
  };
  const choose = (i) => {
    chosen = i;
    [...list.children].forEach((item, n) => { item.ariaSelected = String(n === i); });
    if (i < 0) field.removeAttribute("aria-activedescendant");
    else {
      field.setAttribute("aria-activedescendant", list.children[i].id);
      list.children[i].scrollIntoView({ block: "nearest" });
    }
  };
  const take = (item) => {
    if (item.dataset.url) location.href = item.dataset.url;
    else { field.value = item.dataset.text; show([]); field.form.requestSubmit(); }
  };
  const complete = async () => {
    const number = ++asked;
    const url = new URL(field.dataset.suggest, location.href);
    url.searchParams.set("q", field.value);
    const answer = await fetch(url).catch(() => null);
    if (!answer?.ok || number !== asked || document.activeElement !== field) return;
    const { words, sources, titles } = await answer.json();
    const count = new Intl.NumberFormat(document.documentElement.lang);
    show([
      ...words.slice(0, 6).map((word) => ({ text: word.q, about: count.format(word.articles) })),
      ...sources.slice(0, 3).map((each) => ({ text: each.source, about: count.format(each.articles), url: each.url })),
      ...titles.slice(0, 4).map((each) => ({ text: each.title, about: each.date?.slice(0, 10) ?? "", url: each.url })),
    ]);
  };
  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(complete, 120); });
  field.addEventListener("blur", () => setTimeout(() => show([]), 150));
  field.addEventListener("keydown", (event) => {
    const last = list.children.length - 1;
    if (list.hidden || event.isComposing) return;
    if (event.key === "ArrowDown") choose(chosen < last ? chosen + 1 : -1);
    else if (event.key === "ArrowUp") choose(chosen < 0 ? last : chosen - 1);
    else if (event.key === "Enter" && chosen >= 0) take(list.children[chosen]);
    else if (event.key === "Escape") show([]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    const item = event.target.closest("li");
    if (item) take(item);
  });
}

// The strip above hits: drag, or arrow keys with Shift, then Enter.
const strip = $(".strip");
if (strip) {
  const bars = $$("a", strip);
  let from = -1, to = -1, dragging = false;
  const mark = (a, b) => {
    [from, to] = [a, b];
    const [first, last] = [Math.min(a, b), Math.max(a, b)];
    bars.forEach((bar, i) => bar.classList.toggle("on", i >= first && i <= last));
    const names = [bars[first], bars[last]].map((bar) => $("title", bar).textContent);
    $(".chosen").textContent = first === last ? names[0] : names.join(" – ");
  };
  const apply = () => {
    $("#from").value = bars[Math.min(from, to)].dataset.first;
    $("#to").value = bars[Math.max(from, to)].dataset.last;
    $("#search").requestSubmit();
  };
  const barAt = (event) => {
    const { left, width } = strip.getBoundingClientRect();
    return Math.min(Math.max(Math.floor((event.clientX - left) / width * bars.length), 0), bars.length - 1);
  };
  strip.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    dragging = true;
    strip.setPointerCapture(event.pointerId);
    mark(barAt(event), barAt(event));
  });
  strip.addEventListener("pointermove", (event) => { if (dragging) mark(from, barAt(event)); });
  strip.addEventListener("pointerup", () => { if (dragging) { dragging = false; apply(); } });
  strip.addEventListener("pointercancel", () => { dragging = false; });
  strip.addEventListener("click", (event) => event.preventDefault());
  strip.addEventListener("dragstart", (event) => event.preventDefault());
  strip.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, Home: -bars.length, End: bars.length }[event.key];
    if (event.key === "Enter" && from >= 0) apply();
    else if (by) {
      const next = Math.min(Math.max(to + by, 0), bars.length - 1);
      mark(event.shiftKey && from >= 0 ? from : next, next);
    } else return;
    event.preventDefault();
  });
}

// Steps from one to the next: matches in an article, hits in a page.
const step = (all, current, by) => all[(all.indexOf(current) + by + all.length) % all.length];
let match = null;
const stepMatch = (by) => {
  const all = $$("article.reading mark");
  if (!all.length) return;
  match?.classList.remove("current");
  match = match || by > 0 ? step(all, match, by) : all[all.length - 1];
  match.classList.add("current");
  match.tabIndex = -1;
  match.focus({ preventScroll: true });
  match.scrollIntoView({ block: "center" });
};
const stepHit = (by) => {
  const neighbour = $(by > 0 ? ".neighbours [rel=next]" : ".neighbours [rel=prev]");
  if (neighbour) location.href = neighbour.href;
  const all = $$(".hit h2 a");
  const current = all.indexOf(document.activeElement);
  all[Math.min(Math.max(current + by, 0), all.length - 1)]?.focus();
};
for (const link of $$("[data-step]")) {
  link.addEventListener("click", (event) => { event.preventDefault(); stepMatch(Number(link.dataset.step)); });
}

// Keys of one letter, which may be switched off (WCAG 2.1.4).
const keys = {
  "/": () => { field?.focus(); field?.select(); },
  j: () => stepHit(1), k: () => stepHit(-1),
  n: () => stepMatch(1), p: () => stepMatch(-1),
  u: () => { const back = $(".back"); if (back) location.href = back.href; },
  "?": () => { location.href = $(".bottom nav a").href; },
};
const areOn = () => localStorage.getItem("shortcuts") !== "off";
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) keys["/"]();
  else if (event.ctrlKey || event.metaKey || event.altKey || typing || !areOn() || !keys[event.key]) return;
  else keys[event.key]();
  event.preventDefault();
});
const box = $("#shortcuts");
if (box) {
  box.checked = areOn();
  box.addEventListener("change", () => localStorage.setItem("shortcuts", box.checked ? "on" : "off"));
}

// What stands in a page of its own, unfolded in place.
for (const box of $$("details[data-unfold]")) {
  box.addEventListener("toggle", async () => {
    if (!box.open || box.dataset.done) return;
    box.dataset.done = "yes";
    const answer = await fetch(box.dataset.unfold).catch(() => null);
    const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
    if (page) $(".place", box).replaceChildren($(".unfolded", page));
  });
}

// How far a file is that is being downloaded. The browser downloads it by itself; here is asked how far.
const watch = $("#watch");
const watched = async (name) => {
  const count = new Intl.NumberFormat(document.documentElement.lang);
  const bar = $("progress", watch), said = $("span", watch);
  let last = { done: 0 };
  watch.hidden = false;
  for (let waited = 0; watch.dataset.name === name; waited += 1) {
    const url = new URL(watch.dataset.progress, location.href);
    url.searchParams.set("watch", name);
    const answer = await fetch(url).catch(() => null);
    // A server that is gone sends no file either.
    last = answer?.ok ? await answer.json() : { ...last, state: "interrupted" };
    const { state, done, whole, said: detail } = last;
    if (whole) { bar.max = whole; bar.value = done; } else if (state === "complete") bar.value = bar.max;
    const key = state === "writing" && !whole ? "rows" : state;
    const far = { done: count.format(done), whole: count.format(whole ?? 0), detail };
    said.textContent = watch.dataset[key].replace(/{(\w+)}/g, (_, each) => far[each]);
    if (detail && state !== "refused") said.textContent += ` (${detail})`;
    if (state !== "writing" && (state !== "waiting" || waited > 30)) break;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
};
const named = () => {
  watch.dataset.name = crypto.getRandomValues(new Uint32Array(3)).join("-");
  $("progress", watch).removeAttribute("value");
  watched(watch.dataset.name);
  return watch.dataset.name;
};
if (watch) {
  for (const form of $$("form[data-watched]")) {
    form.addEventListener("formdata", (event) => event.formData.set("watch", named()));
  }
  for (const link of $$("a[data-watched]")) {
    link.addEventListener("click", () => {
      const url = new URL(link.href);
      url.searchParams.set("watch", named());
      link.href = url;
    });
  }
}

// What is being made: the page comes again when it is there.
const preparing = $(".preparing");
if (preparing) {
  setInterval(async () => {
    const answer = await fetch(location.href).catch(() => null);
    const page = answer && new DOMParser().parseFromString(await answer.text(), "text/html");
    const far = page && $(".preparing", page);
    if (far) preparing.replaceChildren(...far.childNodes);
    else if (page) location.reload();
  }, Number(preparing.dataset.again) * 1000);
}

// Copying.
for (const button of $$("button.copy")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText($(`#${button.dataset.copy}`).textContent);
    const before = button.textContent;
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = before; }, 2000);
  });
}

// Where a concordance is wider than the screen, what was found is in view.
const node = $("td.in-node");
if (node) {
  const box = node.closest(".scrolling");
  box.scrollLeft = node.offsetLeft + node.offsetWidth / 2 - box.clientWidth / 2;
}

// On a narrow screen what narrows down is folded, so that hits come first.
if (matchMedia("(max-width: 56rem)").matches) $$(".narrow .folding").forEach((each) => { each.open = false; });
