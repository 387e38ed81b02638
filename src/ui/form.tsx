import type { ReactNode } from "react";

/** What is wrong with one control, in a sentence. */
type Problem = string | undefined;

function describedBy(id: string, hint: ReactNode, error: Problem): string | undefined {
  const ids = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter((part) => part !== "");
  return ids.length > 0 ? ids.join(" ") : undefined;
}

function Hint(props: { id: string; children: ReactNode }) {
  return props.children ? (
    <p id={`${props.id}-hint`} className="text-soft mt-1">
      {props.children}
    </p>
  ) : null;
}

function FieldError(props: { id: string; prefix: string; error: Problem }) {
  return props.error ? (
    <p id={`${props.id}-error`} className="text-madder mt-1 font-semibold">
      <span className="sr-only">{props.prefix} </span>
      {props.error}
    </p>
  ) : null;
}

function frame(error: Problem): string {
  return error ? "border-s-4 border-madder ps-4" : "";
}

type Common = {
  /** Name of the control; its identifier too, so that the summary can lead to it. */
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: Problem;
  /** "Error:", for those who hear the page. */
  errorPrefix: string;
};

/** One line of text: label above, hint below the label, error beside the control. */
export function TextField(
  props: Common & {
    value?: string | undefined;
    type?: "text" | "email" | "tel" | "url" | "password" | "search";
    inputMode?: "numeric" | "text";
    autoComplete?: string;
    dir?: "ltr" | "rtl" | "auto";
    maxLength?: number;
    width?: string;
    spellCheck?: boolean;
  },
) {
  const { name, label, hint, error, errorPrefix, value, type = "text", dir = "auto", width, ...rest } = props;
  return (
    <div className={frame(error)}>
      <label htmlFor={name} className="block font-semibold">
        {label}
      </label>
      <Hint id={name}>{hint}</Hint>
      <FieldError id={name} prefix={errorPrefix} error={error} />
      <input
        id={name}
        name={name}
        type={type}
        dir={dir}
        defaultValue={value}
        autoComplete={rest.autoComplete ?? "off"}
        inputMode={rest.inputMode}
        maxLength={rest.maxLength}
        spellCheck={rest.spellCheck ?? false}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(name, hint, error)}
        className={`control mt-2 ${width ?? ""}`}
      />
    </div>
  );
}

/** Several lines of text. */
export function TextAreaField(
  props: Common & { value?: string | undefined; rows?: number; maxLength?: number; lang?: string },
) {
  const { name, label, hint, error, errorPrefix, value, rows = 8 } = props;
  return (
    <div className={frame(error)}>
      <label htmlFor={name} className="block font-semibold">
        {label}
      </label>
      <Hint id={name}>{hint}</Hint>
      <FieldError id={name} prefix={errorPrefix} error={error} />
      {/* The first line break after the tag belongs to HTML, not to the text: this one keeps the writer's own. */}
      <textarea
        id={name}
        name={name}
        rows={rows}
        dir="auto"
        lang={props.lang}
        maxLength={props.maxLength}
        defaultValue={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(name, hint, error)}
        className="control mt-2"
      />
    </div>
  );
}

export type Option = { value: string; label: ReactNode; hint?: ReactNode };

/** One of a list that is too long for radio buttons. */
export function SelectField(
  props: Common & { value?: string | undefined; options: readonly Option[]; empty?: string },
) {
  const { name, label, hint, error, errorPrefix, value, options, empty } = props;
  return (
    <div className={frame(error)}>
      <label htmlFor={name} className="block font-semibold">
        {label}
      </label>
      <Hint id={name}>{hint}</Hint>
      <FieldError id={name} prefix={errorPrefix} error={error} />
      <select
        id={name}
        name={name}
        defaultValue={value ?? ""}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(name, hint, error)}
        className="control mt-2"
      >
        {empty === undefined ? null : <option value="">{empty}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** A question with several controls under one heading. */
export function Fieldset(props: {
  id?: string;
  legend: ReactNode;
  hint?: ReactNode;
  error?: Problem;
  errorPrefix: string;
  children: ReactNode;
}) {
  const { id, legend, hint, error, errorPrefix, children } = props;
  const key = id ?? "group";
  return (
    <fieldset className={frame(error)} aria-describedby={id ? describedBy(id, hint, error) : undefined}>
      <legend className="font-semibold">{legend}</legend>
      <Hint id={key}>{hint}</Hint>
      <FieldError id={key} prefix={errorPrefix} error={error} />
      <div className="mt-2">{children}</div>
    </fieldset>
  );
}

function Choices(
  props: Common & {
    type: "radio" | "checkbox";
    options: readonly Option[];
    chosen: readonly string[];
    columns?: boolean;
  },
) {
  const { name, label, hint, error, errorPrefix, options, chosen, type } = props;
  return (
    <Fieldset id={name} legend={label} hint={hint} error={error} errorPrefix={errorPrefix}>
      <div className={props.columns ? "grid gap-x-6 sm:grid-cols-2" : ""}>
        {options.map((option, index) => {
          // The first control has the group's own identifier, so that the error summary can lead to it.
          const id = index === 0 ? name : `${name}-${option.value}`;
          return (
            <label key={option.value} htmlFor={id} className="flex min-h-11 cursor-pointer items-start gap-3 py-2">
              <input
                id={id}
                type={type}
                name={name}
                value={option.value}
                defaultChecked={chosen.includes(option.value)}
                aria-describedby={option.hint ? `${id}-hint` : undefined}
                className="mt-1 size-5 shrink-0"
              />
              <span>
                {option.label}
                {option.hint ? (
                  <span id={`${id}-hint`} className="text-soft block">
                    {option.hint}
                  </span>
                ) : null}
              </span>
            </label>
          );
        })}
      </div>
    </Fieldset>
  );
}

/** One answer of a few. */
export function RadioGroup(
  props: Common & { options: readonly Option[]; value?: string | undefined; columns?: boolean },
) {
  const { value, ...rest } = props;
  return <Choices {...rest} type="radio" chosen={value === undefined ? [] : [value]} />;
}

/** Any of a few answers. */
export function CheckboxGroup(
  props: Common & { options: readonly Option[]; values?: readonly string[]; columns?: boolean },
) {
  const { values, ...rest } = props;
  return <Choices {...rest} type="checkbox" chosen={values ?? []} />;
}

/** Day, month and year as three small fields: no picker for memories. */
export function DateParts(props: {
  prefix?: string;
  labels: { day: string; month: string; year: string };
  values: { day?: string | undefined; month?: string | undefined; year?: string | undefined };
  invalid?: { day?: boolean; month?: boolean; year?: boolean };
  describedBy?: string;
}) {
  const { prefix = "", labels, values, invalid = {} } = props;
  const name = (part: string): string =>
    prefix === "" ? part : `${prefix}${part.charAt(0).toUpperCase()}${part.slice(1)}`;
  return (
    <div className="flex flex-wrap gap-4" dir="ltr">
      {(["day", "month", "year"] as const).map((part) => (
        <div key={part}>
          <label htmlFor={name(part)} className="block" dir="auto">
            {labels[part]}
          </label>
          <input
            id={name(part)}
            name={name(part)}
            inputMode="numeric"
            autoComplete="off"
            defaultValue={values[part]}
            aria-invalid={invalid[part] ? true : undefined}
            aria-describedby={props.describedBy}
            className={`control ${part === "year" ? "w-24!" : "w-16!"}`}
          />
        </div>
      ))}
    </div>
  );
}

/**
 * What is wrong on the page, before everything else. It takes the focus, and each line leads to its control. Needs no
 * script: the browser moves the focus to `autofocus` itself.
 */
export function ErrorSummary(props: { title: string; errors: readonly { field: string; message: string }[] }) {
  if (props.errors.length === 0) return null;
  return (
    <div
      role="alert"
      tabIndex={-1}
      autoFocus
      aria-labelledby="error-summary-title"
      id="error-summary"
      className="border-madder bg-madder-wash mb-8 border-4 p-4"
    >
      <h2 id="error-summary-title" className="text-lg">
        {props.title}
      </h2>
      <ul className="mt-2 space-y-1">
        {props.errors.map((error) => (
          <li key={error.field}>
            <a href={`#${error.field}`} className="text-madder font-semibold">
              {error.message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
