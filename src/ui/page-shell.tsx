import type { ReactNode } from "react";

type LinkTo = { href: string; label: string };

/** What stands on every page: the way past it, the name, the ways to go, the languages. */
export function PageShell(props: {
  skip: string;
  home: LinkTo;
  navigation: { label: string; links: readonly LinkTo[] };
  languages: { label: string; links: readonly (LinkTo & { lang: string; dir: "ltr" | "rtl"; current: boolean })[] };
  footer: { text: string; links: readonly LinkTo[] };
  notice?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="mx-auto flex min-h-screen max-w-6xl flex-col px-4 sm:px-6">
      <a href="#main" className="bg-blue text-on-blue sr-only p-3 focus:not-sr-only focus:absolute">
        {props.skip}
      </a>
      <header className="border-line flex flex-wrap items-center gap-x-6 gap-y-1 border-b py-3">
        <a
          href={props.home.href}
          className="font-read text-ink inline-flex min-h-11 items-center text-2xl font-bold no-underline"
        >
          {props.home.label}
        </a>
        <nav aria-label={props.navigation.label} className="no-print">
          <ul className="flex flex-wrap gap-x-5">
            {props.navigation.links.map((link) => (
              <li key={link.href}>
                <a href={link.href} className="inline-flex min-h-11 items-center">
                  {link.label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      {props.notice}
      <main id="main" tabIndex={-1} className="grow py-8 outline-none sm:py-10">
        {props.children}
      </main>
      <footer className="no-print border-line text-soft mt-12 border-t py-6">
        <nav aria-label={props.languages.label}>
          <ul className="flex flex-wrap gap-x-4">
            {props.languages.links.map((link) => (
              <li key={link.lang}>
                <a
                  href={link.href}
                  lang={link.lang}
                  hrefLang={link.lang}
                  dir={link.dir}
                  aria-current={link.current ? "true" : undefined}
                  className={`inline-flex min-h-11 items-center ${link.current ? "text-ink font-semibold" : ""}`}
                >
                  {link.label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <ul className="mt-2 flex flex-wrap gap-x-5">
          {props.footer.links.map((link) => (
            <li key={link.href}>
              <a href={link.href} className="inline-flex min-h-11 items-center">
                {link.label}
              </a>
            </li>
          ))}
        </ul>
        <p className="mt-2 max-w-2xl">{props.footer.text}</p>
      </footer>
    </div>
  );
}
