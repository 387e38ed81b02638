import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { STATUS_OF_ERROR } from "../../api/error-status";
import { ERROR_CODES } from "@/domain/errors";
import { SUBMISSION_EXAMPLE } from "@/domain/submission-input";
import { PageTitle } from "@/ui/basics";

type Props = { params: Promise<{ locale: string }> };

const READING = [
  { key: "searchPersons", line: "GET /api/v1/persons" },
  { key: "getPerson", line: "GET /api/v1/persons/{id}" },
  { key: "listSources", line: "GET /api/v1/sources" },
  { key: "getSource", line: "GET /api/v1/sources/{id}" },
  { key: "listChanges", line: "GET /api/v1/changes?since=2026-11-01" },
  { key: "followSearch", line: "GET /api/v1/feeds/new.atom?prefecture=653100" },
  { key: "checkHealth", line: "GET /api/health" },
] as const;

const WRITING = [
  { key: "submitTestimony", line: "POST /api/v1/submissions" },
  { key: "openReceipt", line: "POST /api/v1/receipts" },
] as const;

const SEARCH = "curl 'http://127.0.0.1:3000/api/v1/persons?q=Heyit&status=sentenced&status=camp&limit=10'";
const SUBMISSION = [
  "curl http://127.0.0.1:3000/api/v1/submissions \\",
  "  -H 'Content-Type: application/json' \\",
  '  -H "Idempotency-Key: $(uuidgen)" \\',
  "  -d @submission.json",
].join("\n");

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "api" });
  return { title: t("title"), description: t("lead") };
}

/** How programs read the archive and hand in cases; the OpenAPI document has every detail. */
export default async function ApiPage({ params }: Props): Promise<ReactNode> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "api" });
  const errors = await getTranslations({ locale, namespace: "errors.code" });
  return (
    <article className="max-w-3xl space-y-4">
      <PageTitle lead={t("lead")}>{t("title")}</PageTitle>
      <p>
        <a href="/api/openapi.json">{t("document")}</a>
      </p>

      <h2 className="pt-4 text-2xl">{t("reading.title")}</h2>
      <dl>
        {READING.map(({ key, line }) => (
          <Operation key={key} line={line}>
            {t(`reading.${key}`)}
          </Operation>
        ))}
      </dl>
      <Example title={t("example.search")} text={SEARCH} />

      <h2 className="pt-4 text-2xl">{t("writing.title")}</h2>
      <dl>
        {WRITING.map(({ key, line }) => (
          <Operation key={key} line={line}>
            {t(`writing.${key}`)}
          </Operation>
        ))}
      </dl>
      <ul className="list-disc space-y-1 ps-6">
        <li>{t("writing.key", { header: isolate("Idempotency-Key") })}</li>
        <li>{t("writing.consent")}</li>
        <li>{t("writing.receipt")}</li>
      </ul>
      <Example
        title={t("example.submission")}
        text={`${SUBMISSION}\n\n${JSON.stringify(SUBMISSION_EXAMPLE, null, 2)}`}
      />

      <h2 className="pt-4 text-2xl">{t("rules.title")}</h2>
      <ul className="list-disc space-y-1 ps-6">
        <li>{t("rules.codes")}</li>
        <li>{t("rules.dates", { year: isolate("2017") })}</li>
        <li>{t("rules.sides", { cited: isolate("cited") })}</li>
        <li>{t("rules.paging", { next: isolate("next"), cursor: isolate("cursor") })}</li>
        <li>{t("rules.strict")}</li>
        <li>{t("rules.cache", { header: isolate("If-None-Match") })}</li>
        <li>{t("rules.attribution", { attributions: isolate("attributions") })}</li>
      </ul>

      <h2 className="pt-4 text-2xl">{t("errors.title")}</h2>
      <p>{t("errors.text", { header: isolate("Accept-Language") })}</p>
      <table className="w-full text-start">
        <thead>
          <tr className="border-line border-b">
            <th scope="col" className="py-2 pe-4 text-start">
              {t("errors.status")}
            </th>
            <th scope="col" className="py-2 pe-4 text-start">
              {t("errors.code")}
            </th>
            <th scope="col" className="py-2 text-start">
              {t("errors.meaning")}
            </th>
          </tr>
        </thead>
        <tbody>
          {ERROR_CODES.map((code) => (
            <tr key={code} className="border-line border-b align-top">
              <td className="py-2 pe-4">{STATUS_OF_ERROR[code]}</td>
              <td className="py-2 pe-4">
                <code dir="ltr" lang="en" className="text-sm whitespace-nowrap">
                  {code}
                </code>
              </td>
              <td className="py-2">{errors(code)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </article>
  );
}

function Operation(props: { line: string; children: ReactNode }) {
  return (
    <div className="border-line border-t py-3">
      <dt>
        <code dir="ltr" lang="en" className="inline-block font-semibold wrap-anywhere">
          {props.line}
        </code>
      </dt>
      <dd>{props.children}</dd>
    </div>
  );
}

/** Code keeps its direction in every language; it scrolls by keyboard too. */
function Example(props: { title: string; text: string }) {
  return (
    <figure>
      <figcaption className="text-soft mb-1">{props.title}</figcaption>
      <pre
        dir="ltr"
        lang="en"
        tabIndex={0}
        role="region"
        aria-label={props.title}
        className="border-line bg-sheet max-h-96 overflow-auto border p-4 text-start text-sm leading-relaxed"
      >
        <code>{props.text}</code>
      </pre>
    </figure>
  );
}

/** A word of the machine inside a sentence of any direction. */
function isolate(text: string): string {
  return `\u2068${text}\u2069`;
}
