import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { z } from "zod";
import { AppError } from "@/domain/errors";
import type { StaffActor } from "@/domain/policy";
import { findCandidates } from "@/features/moderation/find-candidates";
import { openSubmission } from "@/features/moderation/open-submission";
import { PageTitle, SummaryList } from "@/ui/basics";
import { DeskShell } from "../../desk-shell";
import { enterDesk, NEUTRAL, one, problemOf, type Query } from "../../enter-desk";
import { Acts } from "./acts";
import { Candidates } from "./candidates";
import { History, Messages } from "./history";
import { PersonReview } from "./person-review";

export const metadata = NEUTRAL;

/** One submission: what would be published, beside who approved it and what can be decided. Opening it leaves a trace. */
export default async function SubmissionPage(props: {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Query;
}) {
  const { locale, id } = await props.params;
  const actor = await enterDesk("/desk/submissions/[id]", locale, `/desk/submissions/${id}`);
  const query = await props.searchParams;
  const file = await open(actor, id);
  const { head, names } = file;
  const candidates = await Promise.all(file.persons.map((person) => findCandidates(actor, person)));
  const t = await getTranslations("desk");
  const language = await getLocale();
  const who = (actorId: string) =>
    names.get(actorId) ?? (actorId === "public" ? t("review.family") : t("review.operator"));
  const approvals = file.approvals.filter((approval) => approval.contentHash === head.contentHash);
  const records = file.persons.flatMap((person) =>
    person.published && person.personId !== null ? [person.personId] : [],
  );
  return (
    <DeskShell locale={locale} actor={actor} done={one(query["done"])} problem={problemOf(query["problem"])}>
      <PageTitle over={`${t(`origin.${head.origin}`)} · ${t(`state.${head.state}`)}`}>{t("review.title")}</PageTitle>
      <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0 space-y-10">
          <h2 className="text-2xl">{t("review.what")}</h2>
          {file.persons.map((person, at) => (
            <PersonReview
              key={person.id}
              locale={locale}
              language={language}
              head={head}
              person={person}
              photos={file.attachments.filter((attachment) => attachment.submissionPersonId === person.id)}
              consents={file.consents.filter((consent) => consent.submissionPersonId === person.id)}
            >
              <Candidates locale={locale} candidates={candidates[at] ?? []} />
            </PersonReview>
          ))}
          <Messages messages={file.messages} language={file.language} />
          <History edits={file.edits} decisions={file.decisions} who={who} />
        </div>
        <aside aria-label={t("review.approvals")} className="space-y-6 text-sm">
          <SummaryList
            rows={[
              { key: "received", term: t("review.received"), value: <bdi dir="ltr">{file.receivedOn}</bdi> },
              { key: "language", term: t("review.language"), value: <bdi dir="ltr">{file.language}</bdi> },
              {
                key: "claimed",
                term: t("review.lookedAfter"),
                value: head.claimedById === null ? t("review.nobody") : <bdi>{who(head.claimedById)}</bdi>,
              },
              {
                key: "sealed",
                term: t("review.sealed"),
                value: file.sealed.length === 0 ? t("review.none") : file.sealed.join(", "),
              },
              ...(records.length === 0
                ? []
                : [
                    {
                      key: "record",
                      term: t("review.record"),
                      value: records.map((record) => (
                        <a key={record} href={`/${locale}/people/${record}`} className="me-3">
                          <bdi dir="ltr">{record}</bdi>
                        </a>
                      )),
                    },
                  ]),
              {
                key: "reference",
                term: t("review.reference"),
                value: (
                  <bdi dir="ltr" className="font-mono text-xs">
                    {head.id}
                  </bdi>
                ),
              },
            ]}
          />
          <section>
            <h2 className="text-lg">{t("review.approvals")}</h2>
            {approvals.length === 0 ? (
              <p className="mt-1">{t("review.noApprovals")}</p>
            ) : (
              <ul className="mt-1">
                {approvals.map((approval) => (
                  <li key={approval.actorId}>
                    <bdi>{who(approval.actorId)}</bdi> ·{" "}
                    <bdi dir="ltr">{approval.at.slice(0, 16).replace("T", " ")}</bdi>
                  </li>
                ))}
              </ul>
            )}
          </section>
          {records.map((record) => (
            <p key={record}>
              <a href={`/${locale}/desk/people?id=${record}`}>{t("review.offArchive")}</a>
            </p>
          ))}
          <Acts
            locale={locale}
            actor={actor}
            head={head}
            approvedByMe={approvals.some((approval) => approval.actorId === actor.id)}
          />
        </aside>
      </div>
    </DeskShell>
  );
}

async function open(actor: StaffActor, id: string) {
  if (!z.uuid().safeParse(id).success) notFound();
  try {
    return await openSubmission(actor, id);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
}
