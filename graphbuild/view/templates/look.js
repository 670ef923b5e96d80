// Colours of the drawing, which follow the reader's light or dark scheme as the style sheet does.

const darkScheme = window.matchMedia("(prefers-color-scheme: dark)");
const stillness = window.matchMedia("(prefers-reduced-motion: reduce)");

function look() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  return { page: colour("page"), ink: colour("ink"), soft: colour("soft"), rule: colour("rule"), band: colour("band"), accent: colour("accent") };
}

function faded(hex, alpha) {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  return `rgba(${red},${green},${blue},${alpha})`;
}

function nodeLook(node, kind, colours, dim) {
  const alpha = dim ? 0.15 : 1;
  const fill = faded(node.context ? colours.page : kind.colour, dim && !node.context ? 0.15 : 1);
  const border = faded(node.context ? kind.colour : colours.ink, alpha);
  return {
    borderWidth: node.context ? 2.5 : 1.2,
    color: { background: fill, border, highlight: { background: fill, border: colours.accent }, hover: { background: fill, border: colours.accent } },
    font: { color: faded(colours.ink, dim ? 0.35 : 1), background: faded(colours.page, dim ? 0 : 0.85) },
  };
}

function edgeLook(edge, colours, { dim, near }) {
  const base = edge.role === "thread" ? colours.accent : colours.soft;
  const strength = dim ? 0.08 : near ? 1 : edge.role === "part" ? 0.45 : edge.role === "thread" ? 0.9 : 0.5;
  const colour = faded(base, strength);
  return {
    color: { color: colour, highlight: faded(colours.accent, 1), hover: faded(colours.accent, 1), inherit: false },
    label: near && edge.role !== "part" ? edge.says : "",
    font: { color: colours.ink, strokeWidth: 0, background: faded(colours.page, 0.9) },
  };
}

const BUBBLES = [10, 34]; // radius of an empty group and of the largest
const largest = Math.max(0, ...membersOf.map((members) => members.length));

// A group of things, as a bubble; the more things, the larger, in area.
function groupLook(group, number, colours, dim) {
  const fill = faded(colours.accent, dim ? 0.05 : 0.18), border = faded(colours.accent, dim ? 0.25 : 1);
  return {
    label: `${group.label}\n(${number.toLocaleString("en-GB")})`,
    shape: "dot",
    size: BUBBLES[0] + (BUBBLES[1] - BUBBLES[0]) * Math.sqrt(Math.min(1, number / largest)),
    borderWidth: 1.5,
    color: { background: fill, border, highlight: { background: fill, border: colours.ink }, hover: { background: fill, border: colours.ink } },
    font: { color: faded(colours.ink, dim ? 0.35 : 1), background: faded(colours.page, dim ? 0 : 0.85), size: 14 },
  };
}

function bundleLook(number, colours, dim) {
  return {
    width: 1 + Math.log2(number),
    arrows: "",
    color: { color: faded(colours.soft, dim ? 0.06 : 0.35), highlight: colours.accent, hover: colours.accent, inherit: false },
    smooth: false,
  };
}
