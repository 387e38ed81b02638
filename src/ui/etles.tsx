/** Dyes of the silk: indigo, madder, saffron, walnut, verdigris; each with its pale half-tone of the feathered edge. */
const DYES = [
  ["#1f3f77", "#9fb2d6"],
  ["#98222f", "#dba5a5"],
  ["#b9821b", "#e8cf96"],
  ["#4b3524", "#b9a392"],
  ["#1f6a5c", "#9ccabf"],
] as const;
const GROUND = "#f5ecd9";

/** A small generator of numbers that depend on the identifier alone (mulberry32). */
function sequence(seed: string): () => number {
  let state = 2166136261;
  for (const character of seed) state = Math.imul(state ^ character.charCodeAt(0), 16777619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** One feathered diamond: its edge runs out in teeth, as the dye runs along the warp. */
function diamond(x: number, y: number, width: number, height: number, teeth: number): string {
  const corners = [
    [0, -1],
    [1, 0],
    [0, 1],
    [-1, 0],
    [0, -1],
  ] as const;
  const points: string[] = [];
  for (let side = 0; side < 4; side += 1) {
    const [fromX, fromY] = corners[side] ?? corners[0];
    const [toX, toY] = corners[side + 1] ?? corners[0];
    for (let step = 0; step < teeth; step += 1) {
      const part = step / teeth;
      const out = step % 2 === 0 ? 1 : 1.18;
      points.push(
        `${Math.round(x + (fromX + (toX - fromX) * part) * width)} ${Math.round(y + (fromY + (toY - fromY) * part) * height * out)}`,
      );
    }
  }
  return `M${points.join("L")}Z`;
}

/**
 * A portrait for whom there is no photo: a cloth in the manner of etles, the Uyghur ikat silk, drawn from the public
 * identifier, with the first letter of the name in its own script. The same person always has the same cloth.
 */
export function EtlesPortrait(props: { id: string; name: string; className?: string }) {
  const next = sequence(props.id);
  const pick = (): (typeof DYES)[number] => DYES[Math.floor(next() * DYES.length)] ?? DYES[0];
  const main = pick();
  const second = DYES[(DYES.indexOf(main) + 1 + Math.floor(next() * (DYES.length - 1))) % DYES.length] ?? DYES[1];
  const columns = 2 + Math.floor(next() * 2);
  const rows = 2 + Math.floor(next() * 2);
  const teeth = 4 + Math.floor(next() * 3) * 2;
  const width = 120 / columns;
  const height = 150 / rows;
  const combs = Math.floor(next() * 3);
  const initial = [...props.name.trim()].find((character) => /\p{L}/u.test(character)) ?? "·";

  const big: string[] = [];
  const small: string[] = [];
  const between: string[] = [];
  for (let column = 0; column < columns; column += 1) {
    for (let row = 0; row <= rows; row += 1) {
      const x = (column + 0.5) * width;
      const y = (row + (column % 2) / 2) * height;
      big.push(diamond(x, y, width * 0.46, height * 0.46, teeth));
      small.push(diamond(x, y, width * 0.2, height * 0.22, 4));
      for (let comb = -combs; combs > 0 && comb <= combs; comb += 1) {
        between.push(`M${Math.round(column * width + comb * 3)} ${Math.round(y - 14)}v28`);
      }
    }
  }
  return (
    <svg viewBox="0 0 120 150" className={props.className} aria-hidden="true" focusable="false">
      <rect width="120" height="150" fill={GROUND} />
      <path d={between.join("")} stroke={second[0]} strokeWidth="1.5" opacity="0.7" />
      <path d={big.join("")} fill={main[1]} />
      <path
        d={big.join("")}
        fill={main[0]}
        transform="translate(60 75) scale(.9 .93) translate(-60 -75)"
        opacity="0.9"
      />
      <path d={small.join("")} fill={second[1]} stroke={GROUND} strokeWidth="2" />
      <circle cx="60" cy="75" r="31" fill={GROUND} />
      <circle cx="60" cy="75" r="31" fill="none" stroke={main[0]} strokeWidth="2" />
      <text
        x="60"
        y="76"
        textAnchor="middle"
        dominantBaseline="central"
        fontSize="34"
        fontWeight="700"
        fill={main[0]}
        fontFamily="var(--font-read)"
      >
        {initial}
      </text>
    </svg>
  );
}
