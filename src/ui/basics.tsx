import type { ReactNode } from "react";

const SHAPE = "inline-flex min-h-11 items-center justify-center rounded px-5 py-2 font-semibold no-underline";
const LOOK = {
  main: "bg-blue text-on-blue hover:underline",
  quiet: "border border-blue text-blue hover:bg-blue-wash",
  danger: "bg-madder text-on-blue hover:underline",
} as const;

/** Sends the form that it is in. */
export function Button(props: {
  children: ReactNode;
  look?: keyof typeof LOOK;
  name?: string;
  value?: string;
  formAction?: string;
}) {
  const { children, look = "main", ...rest } = props;
  return (
    <button type="submit" className={`${SHAPE} ${LOOK[look]} cursor-pointer`} {...rest}>
      {children}
    </button>
  );
}

/** A link that looks like what it is: the next step. */
export function LinkButton(props: { href: string; children: ReactNode; look?: keyof typeof LOOK }) {
  return (
    <a href={props.href} className={`${SHAPE} ${LOOK[props.look ?? "main"]}`}>
      {props.children}
    </a>
  );
}

/** Something to know before going on. */
export function Notice(props: { children: ReactNode; urgent?: boolean; title?: ReactNode }) {
  const look = props.urgent ? "border-madder bg-madder-wash" : "border-blue bg-blue-wash";
  return (
    <div className={`my-6 border-s-4 px-4 py-3 ${look}`}>
      {props.title ? <p className="font-semibold">{props.title}</p> : null}
      {props.children}
    </div>
  );
}

/** One word about a record. */
export function Badge(props: { children: ReactNode; strong?: boolean }) {
  const look = props.strong ? "border-ink" : "border-line text-soft";
  return <span className={`inline-block rounded-sm border px-1.5 text-sm ${look}`}>{props.children}</span>;
}

/** Names and values in two columns, one under the other on a phone. */
export function SummaryList(props: {
  rows: readonly { key: string; term: ReactNode; value: ReactNode; action?: ReactNode }[];
}) {
  return (
    <dl className="border-line border-t">
      {props.rows.map((row) => (
        <div key={row.key} className="border-line grid gap-x-6 border-b py-3 sm:grid-cols-[12rem_1fr_auto]">
          <dt className="font-semibold">{row.term}</dt>
          <dd className="min-w-0 wrap-anywhere">{row.value}</dd>
          {row.action ? <dd>{row.action}</dd> : null}
        </div>
      ))}
    </dl>
  );
}

/** The heading of a page, with what stands over and under it. */
export function PageTitle(props: { children: ReactNode; over?: ReactNode; lead?: ReactNode }) {
  return (
    <header className="mb-8">
      {props.over ? <p className="text-soft">{props.over}</p> : null}
      <h1 className="text-3xl sm:text-4xl">{props.children}</h1>
      {props.lead ? <p className="text-soft mt-3 max-w-2xl text-lg">{props.lead}</p> : null}
    </header>
  );
}
