import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import {
  ETHNICITIES,
  LEARNED_THROUGH,
  type Locale,
  PROFESSIONS,
  RELATIONS,
  SEXES,
  STATED_REASONS,
} from "@/domain/codes";
import {
  DATE_KINDS,
  type FieldErrors,
  type Fields,
  JOURNEY_AUDIENCES,
  type Step,
  TESTIMONY_LANGUAGES,
  TOLD_STATUSES,
} from "@/domain/journey";
import type { CountyGroup } from "@/features/submission/list-counties";
import type { DraftPhoto } from "@/features/submission/load-draft";
import {
  Checkbox,
  fieldId,
  type FieldProps,
  Fieldset,
  type Option,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
} from "@/ui/form";

type Props = {
  readonly step: Step;
  readonly locale: Locale;
  readonly typed: Fields;
  readonly errors: FieldErrors;
  readonly photo: DraftPhoto | null;
  readonly counties: readonly CountyGroup[];
};

/** The questions of one page: each field with what was typed into it, exactly, and what was wrong with that. */
export async function Questions(props: Props): Promise<ReactNode> {
  const { step, locale, typed, errors } = props;
  const t = await getTranslations({ locale, namespace: "submit" });
  const codes = await getTranslations({ locale, namespace: "codes" });
  const words = await getTranslations({ locale, namespace: "errors.field" });

  function field(name: string, label: string, hint?: string): FieldProps {
    const code = errors[name];
    return {
      name,
      label,
      hint,
      error: code && words(code),
      errorPrefix: t("frame.errorPrefix"),
      value: typed[name] ?? "",
    };
  }
  function coded(vocabulary: string, values: readonly string[]): Option[] {
    return values.map((value) => ({ value, label: codes(`${vocabulary}.${value}`) }));
  }
  const yesOrNo: Option[] = [
    { value: "yes", label: t("frame.yes") },
    { value: "no", label: t("frame.no") },
  ];
  const withoutUnknown = (values: readonly string[]): string[] => values.filter((value) => value !== "unknown");
  const unknown = t("frame.dontKnow");

  function date(prefix: string, legend: string, hint: string, mayBeRange: boolean): ReactNode {
    const first = ["day", "month", "season", "year", "kind", "endDay", "endMonth", "endYear"].find(
      (part) => errors[`${prefix}.${part}`],
    );
    const code = first === undefined ? undefined : errors[`${prefix}.${first}`];
    function part(name: string, label: string): FieldProps {
      return { ...field(`${prefix}.${name}`, label), error: undefined };
    }
    const months = coded("month", ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"]);
    return (
      <>
        <Fieldset
          name={prefix}
          label={legend}
          hint={hint}
          error={code && words(code)}
          errorPrefix={t("frame.errorPrefix")}
        >
          <div className="form-date">
            <TextField {...part("day", t("date.day"))} width="short" inputMode="numeric" />
            <SelectField {...part("month", t("date.month"))} empty="" groups={[{ label: null, options: months }]} />
            <SelectField
              {...part("season", t("date.season"))}
              empty=""
              groups={[{ label: null, options: coded("season", ["21", "22", "23", "24"]) }]}
            />
            <TextField {...part("year", t("date.year"))} width="short" inputMode="numeric" />
          </div>
          <Checkbox {...part("about", t("date.about"))} />
        </Fieldset>
        {mayBeRange && (
          <>
            <RadioGroup
              {...part("kind", t("date.kind"))}
              value={typed[`${prefix}.kind`] ?? "on"}
              options={DATE_KINDS.map((kind) => ({ value: kind, label: t(`date.${kind}`) }))}
            />
            <div className="form-date">
              <TextField {...part("endDay", t("date.endDay"))} width="short" inputMode="numeric" />
              <SelectField
                {...part("endMonth", t("date.endMonth"))}
                empty=""
                groups={[{ label: null, options: months }]}
              />
              <TextField {...part("endYear", t("date.endYear"))} width="short" inputMode="numeric" />
            </div>
          </>
        )}
      </>
    );
  }

  switch (step) {
    case "relation":
      return (
        <SelectField
          {...field("relation", t("relation.relation"), t("relation.hint"))}
          empty={t("frame.choose")}
          groups={[
            {
              label: null,
              options: [...coded("relation", RELATIONS), { value: "not_said", label: t("relation.not_said") }],
            },
          ]}
        />
      );
    case "name":
      return (
        <>
          <TextField {...field("name", t("name.name"), t("name.nameHint"))} />
          <TextArea {...field("otherNames", t("name.otherNames"), t("name.otherNamesHint"))} rows={4} />
        </>
      );
    case "about":
      return (
        <>
          <p>{t("about.lead")}</p>
          <RadioGroup
            {...field("sex", t("about.sex"))}
            options={[...coded("sex", withoutUnknown(SEXES)), { value: "", label: unknown }]}
          />
          {date("birth", t("about.birth"), t("about.birthHint"), false)}
          <SelectField
            {...field("ethnicity", t("about.ethnicity"))}
            empty={unknown}
            groups={[{ label: null, options: coded("ethnicity", withoutUnknown(ETHNICITIES)) }]}
          />
          <SelectField
            {...field("profession", t("about.profession"))}
            empty={unknown}
            groups={[{ label: null, options: coded("profession", withoutUnknown(PROFESSIONS)) }]}
          />
          <TextField {...field("occupation", t("about.occupation"))} />
          <SelectField {...field("homeCounty", t("about.homeCounty"))} empty={unknown} groups={props.counties} />
          <TextField {...field("home", t("about.home"), t("about.homeHint"))} />
        </>
      );
    case "when":
      return (
        <>
          <RadioGroup
            {...field("dateOf", t("when.dateOf"))}
            options={(["taken", "last_contact", "unknown"] as const).map((value) => ({
              value,
              label: t(`when.${value}`),
            }))}
          />
          {date("date", t("when.date"), t("when.dateHint"), true)}
        </>
      );
    case "where":
      return (
        <>
          <TextField {...field("place", t("where.place"), t("where.placeHint"))} />
          <SelectField {...field("county", t("where.county"))} empty={unknown} groups={props.counties} />
          <TextField {...field("facility", t("where.facility"), t("where.facilityHint"))} />
        </>
      );
    case "known":
      return (
        <>
          <RadioGroup {...field("status", t("known.status"))} options={coded("status", TOLD_STATUSES)} />
          <SelectField
            {...field("learnedThrough", t("known.learnedThrough"))}
            empty={unknown}
            groups={[{ label: null, options: coded("learnedThrough", LEARNED_THROUGH) }]}
          />
        </>
      );
    case "reasons":
      return (
        <>
          <SelectField
            {...field("officialReason", t("reasons.officialReason"), t("reasons.officialReasonHint"))}
            empty={t("frame.choose")}
            groups={[{ label: null, options: coded("reason", STATED_REASONS) }]}
          />
          <SelectField
            {...field("suspectedReason", t("reasons.suspectedReason"))}
            empty={unknown}
            groups={[{ label: null, options: coded("reason", withoutUnknown(STATED_REASONS)) }]}
          />
          <TextField {...field("charge", t("reasons.charge"))} />
        </>
      );
    case "story":
      return (
        <>
          <TextArea {...field("text", t("story.text"), t("story.textHint"))} rows={14} />
          <SelectField
            {...field("language", t("story.language"))}
            value={typed["language"] ?? locale}
            empty={t("frame.choose")}
            groups={[{ label: null, options: coded("language", TESTIMONY_LANGUAGES) }]}
          />
        </>
      );
    case "photo":
      return <PhotoQuestion {...props} field={field} />;
    case "consent":
      return (
        <>
          <p>{t("consent.lead")}</p>
          <RadioGroup
            {...field("audience", t("consent.audience"))}
            options={JOURNEY_AUDIENCES.map((value) => ({ value, label: t(`consent.${value}`) }))}
          />
          <RadioGroup {...field("text", t("consent.text"), t("consent.textHint"))} options={yesOrNo} />
          {props.photo && <RadioGroup {...field("photo", t("consent.photo"))} options={yesOrNo} />}
          <RadioGroup {...field("relation", t("consent.relation"))} options={yesOrNo} />
          <RadioGroup {...field("relatives", t("consent.relatives"), t("consent.relativesHint"))} options={yesOrNo} />
          <Checkbox {...field("agree", t("consent.agree"))} />
        </>
      );
    case "contact":
      return (
        <>
          <p>{t("contact.lead")}</p>
          <RadioGroup
            {...field("wanted", t("contact.wanted"))}
            value={typed["wanted"] ?? "no"}
            options={[
              { value: "no", label: t("contact.none") },
              { value: "yes", label: t("contact.some") },
            ]}
          />
          <TextArea {...field("channel", t("contact.channel"), t("contact.channelHint"))} rows={3} />
          <TextField {...field("ownName", t("contact.ownName"), t("contact.ownNameHint"))} />
        </>
      );
  }
}

async function PhotoQuestion({
  locale,
  photo,
  field,
}: Props & { readonly field: (name: string, label: string, hint?: string) => FieldProps }): Promise<ReactNode> {
  const t = await getTranslations({ locale, namespace: "submit.photo" });
  const props = field("photo", photo ? t("replace") : t("photo"), t("hint"));
  const id = fieldId("photo");
  return (
    <>
      {photo && (
        <div className="form-field">
          <p className="form-label">{t("have")}</p>
          <img
            className="form-photo"
            src="/api/submit/photo"
            alt={t("alt")}
            width={photo.width}
            height={photo.height}
          />
          <p>
            <button className="form-button" data-kind="quiet" type="submit" name="action" value="remove">
              {t("remove")}
            </button>
          </p>
        </div>
      )}
      <div className="form-field" data-error={props.error !== undefined}>
        <label className="form-label" htmlFor={id}>
          {props.label}
        </label>
        <p className="form-hint" id={`${id}-hint`}>
          {props.hint}
        </p>
        {props.error !== undefined && (
          <p className="form-error" id={`${id}-error`}>
            <span className="sr-only">{props.errorPrefix} </span>
            {props.error}
          </p>
        )}
        <input
          className="form-input"
          type="file"
          name="photo"
          id={id}
          accept="image/jpeg,image/png,image/webp"
          aria-describedby={props.error === undefined ? `${id}-hint` : `${id}-hint ${id}-error`}
          {...(props.error !== undefined && { "aria-invalid": true })}
        />
      </div>
      <p className="form-note">{t("seal")}</p>
    </>
  );
}
