import type { Metadata } from "next";
import { headers } from "next/headers";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { Locale, ReviewState } from "@/domain/codes";
import { reopenReceipt } from "@/features/receipt/open-receipt";
import { type ReceiptSession, recallReceipt } from "@/features/receipt/receipt-session";
import type { OwnSubmission } from "@/features/receipt/open-receipt";
import { required } from "@/lib/env";
import { newFormToken } from "@/lib/form-token";
import { readCookie } from "@/lib/session-cookie";
import { Checkbox, ErrorSummary, TextArea, TextField } from "@/ui/form";
import { Frame } from "../submit/frame";
import { localeOf } from "../submit/page-draft";

type Props = { readonly params: Promise<{ readonly locale: string }> };

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Menmu", robots: { index: false } };

/** Coming back: the number is asked for, or, once it was typed, what it opens. */
export default async function ReceiptPage({ params }: Props): Promise<ReactNode> {
  const locale = localeOf((await params).locale);
  const session = await recallReceipt(readCookie(await headers(), "receipt"));
  const own = session?.hash ? await reopenReceipt(session.hash) : null;
  return session && own ? (
    <Opened locale={locale} session={session} own={own} />
  ) : (
    <Closed locale={locale} session={session} />
  );
}

async function Closed({
  locale,
  session,
}: {
  readonly locale: Locale;
  readonly session: ReceiptSession | null;
}): Promise<ReactNode> {
  const t = await getTranslations({ locale, namespace: "receipt" });
  const frame = await getTranslations({ locale, namespace: "submit.frame" });
  const error = problemOf(session);
  const text = error && t(`open.${error}`);
  return (
    <Frame
      locale={locale}
      title={t("title")}
      leave={session !== null}
      summary={<ErrorSummary title={frame("errorTitle")} errors={text === null ? [] : [{ name: "receipt", text }]} />}
    >
      <p>{t("open.lead")}</p>
      <form method="post" action="/api/receipt/open" noValidate>
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="token" value={newFormToken(required("FORM_SECRET"), "receipt-open")} />
        <TextField
          name="receipt"
          label={t("open.number")}
          hint={t("open.hint")}
          error={text ?? undefined}
          errorPrefix={frame("errorPrefix")}
          value={session?.typed ?? ""}
          inputMode="numeric"
          dir="ltr"
        />
        <button className="form-button" type="submit">
          {t("open.submit")}
        </button>
      </form>
    </Frame>
  );
}

/** Which sentence belongs to what was typed; the same for a number that never was and one that was erased. */
function problemOf(session: ReceiptSession | null): "required" | "malformed" | "expired" | "unknown" | null {
  if (!session || session.shown !== null) return null;
  switch (session.error) {
    case "required":
      return "required";
    case "out_of_range":
      return "malformed";
    case "token_expired":
      return "expired";
    default:
      return "unknown";
  }
}

/** What a state means for a family, in their words. */
const WORDS = {
  received: "waiting",
  quarantined: "waiting",
  triaged: "waiting",
  needs_information: "question",
  first_review: "reading",
  second_review: "second",
  approved: "approved",
  published: "shown",
  published_redacted: "shown",
  internal_only: "kept",
  rejected: "notTaken",
  duplicate: "kept",
  withdrawn: "withdrawn",
  expired: "kept",
} as const satisfies Record<ReviewState, string>;

async function Opened({
  locale,
  session,
  own,
}: {
  readonly locale: Locale;
  readonly session: ReceiptSession;
  readonly own: OwnSubmission;
}): Promise<ReactNode> {
  const t = await getTranslations({ locale, namespace: "receipt" });
  const frame = await getTranslations({ locale, namespace: "submit.frame" });
  const words = await getTranslations({ locale, namespace: "errors.field" });
  const isOpen = own.state !== "withdrawn" && own.state !== "expired";
  const answerError = session.answerError === null ? undefined : words(session.answerError);
  const sureError = session.error === "consent_required" ? t("withdraw.needSure") : undefined;
  const errors = [
    ...(answerError === undefined ? [] : [{ name: "answer", text: answerError }]),
    ...(sureError === undefined ? [] : [{ name: "sure", text: sureError }]),
  ];
  return (
    <Frame
      locale={locale}
      title={t("status.title")}
      summary={<ErrorSummary title={frame("errorTitle")} errors={errors} />}
    >
      {session.done !== null && (
        <p className="form-note" role="status">
          {session.done === "answered" ? t("answer.done") : t("withdraw.done")}
        </p>
      )}
      <p>
        <strong>{t(`status.${WORDS[own.state]}`)}</strong>
      </p>
      <p className="form-hint">{t("status.received", { day: own.receivedOn })}</p>
      {own.publicIds.map((id) => (
        <p key={id}>
          <a href={`/${locale}/people/${id}`}>
            {t("status.record")} <bdi dir="ltr">{id}</bdi>
          </a>
        </p>
      ))}
      {isOpen && (
        <>
          <h2>{t("messages.title")}</h2>
          {own.messages.length === 0 && <p>{t("messages.none")}</p>}
          {own.messages.map((message) => (
            <section key={message.id}>
              <h3 className="form-hint">
                {t(message.direction === "question" ? "messages.question" : "messages.answer", { day: message.day })}
              </h3>
              <p className="form-message" dir="auto">
                {message.body}
              </p>
            </section>
          ))}
          <h2>{t("answer.title")}</h2>
          <form method="post" action="/api/receipt/answer" noValidate>
            <input type="hidden" name="locale" value={locale} />
            <input type="hidden" name="token" value={session.token} />
            <TextArea
              name="answer"
              label={t("answer.label")}
              hint={t("answer.hint")}
              error={answerError}
              errorPrefix={frame("errorPrefix")}
              value={session.answer ?? ""}
              rows={6}
            />
            <button className="form-button" type="submit">
              {t("answer.send")}
            </button>
          </form>
          <h2>{t("withdraw.title")}</h2>
          <p>{t("withdraw.text")}</p>
          <form method="post" action="/api/receipt/withdraw" noValidate>
            <input type="hidden" name="locale" value={locale} />
            <input type="hidden" name="token" value={session.token} />
            <Checkbox
              name="sure"
              label={t("withdraw.sure")}
              error={sureError}
              errorPrefix={frame("errorPrefix")}
              value=""
            />
            <button className="form-button" data-kind="quiet" type="submit">
              {t("withdraw.send")}
            </button>
          </form>
        </>
      )}
      <form method="post" action="/api/receipt/close">
        <input type="hidden" name="locale" value={locale} />
        <p>
          <button className="form-button" data-kind="quiet" type="submit">
            {t("close")}
          </button>
        </p>
      </form>
    </Frame>
  );
}
