/** Dyes of the silk: indigo, madder, saffron, walnut, verdigris; each with its pale half-tone of the feathered edge. */
const DYES = [
  ["#1f3f77", "#9fb2d6"],
  ["#98222f", "#dba5a5"],
  ["#8f6210", "#e8cf96"],
  ["#4b3524", "#b9a392"],
  ["#1f6a5c", "#9ccabf"],
] as const;
const GROUNDS = ["#f5ecd9", "#f3efe6", "#efe4cd"] as const;
const WIDTH = 120;
const HEIGHT = 150;

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
function diamond(x: number, y: number, width: number, height: number, teeth: number, reach: number): string {
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
      const out = step % 2 === 0 ? 1 : reach;
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
  const among = (count: number): number => Math.floor(next() * count);
  const first = among(DYES.length);
  const main = DYES[first] ?? DYES[0];
  const second = DYES[(first + 1 + among(DYES.length - 1)) % DYES.length] ?? DYES[1];
  const ground = GROUNDS[among(GROUNDS.length)] ?? GROUNDS[0];
  const columns = 2 + among(2);
  const rows = 2 + among(2);
  const teeth = 4 + among(3) * 2;
  const width = WIDTH / columns;
  const height = HEIGHT / rows;
  const reach = 1.1 + among(4) * 0.06;
  const fill = 0.4 + among(4) * 0.03;
  const heart = 0.14 + among(5) * 0.025;
  const shift = among(6) / 6;
  const combs = among(4);
  const comb = 10 + among(4) * 4;

  const big: string[] = [];
  const small: string[] = [];
  const between: string[] = [];
  for (let column = 0; column < columns; column += 1) {
    for (let row = -1; row <= rows; row += 1) {
      const x = (column + 0.5) * width;
      const y = (row + shift + (column % 2) / 2) * height;
      if (y < -height * 0.6 || y > HEIGHT + height * 0.6) continue;
      big.push(diamond(x, y, width * fill, height * fill, teeth, reach));
      small.push(diamond(x, y, width * heart, height * heart * 1.1, 2, 1));
      for (let tooth = -combs; combs > 0 && tooth <= combs; tooth += 1) {
        between.push(`M${Math.round(column * width + tooth * 3)} ${Math.round(y - comb)}v${comb * 2}`);
      }
    }
  }
  const initial = [...props.name.trim()].find((character) => /\p{L}/u.test(character)) ?? "·";
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={props.className} aria-hidden="true" focusable="false">
      <rect width={WIDTH} height={HEIGHT} fill={ground} />
      <path d={between.join("")} stroke={second[0]} strokeWidth="1.5" opacity="0.7" />
      {/* The half-tone is the same shape drawn with a wide edge: one path, half the weight. */}
      <path d={big.join("")} fill={main[0]} stroke={main[1]} strokeWidth="4" strokeLinejoin="round" />
      <path d={small.join("")} fill={second[1]} stroke={ground} strokeWidth="2" />
      <circle cx="60" cy="75" r="31" fill={ground} stroke={main[0]} strokeWidth="2" />
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
