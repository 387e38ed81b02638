import type { ReactNode } from "react";

/**
 * Fields after the patterns of GOV.UK: label above, hint below it, error beside the field and in the summary. Native
 * controls only; all of it works without a script, and logical properties make it work in both directions.
 */
export type FieldProps = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  /** The sentence that says what is wrong; absent when nothing is. */
  readonly error?: string | undefined;
  /** Read aloud before an error's sentence. */
  readonly errorPrefix: string;
  readonly value?: string | undefined;
};
export type Option = { readonly value: string; readonly label: string };

/** The identifier of a field's control: the summary links to it. */
export function fieldId(name: string): string {
  return `field-${name.replaceAll(".", "-")}`;
}

export function TextField(
  props: FieldProps & {
    readonly autoComplete?: string;
    readonly inputMode?: "numeric" | "text";
    readonly width?: "short" | "full";
    readonly dir?: "auto" | "ltr";
    readonly type?: "text" | "password";
    readonly maxLength?: number;
  },
): ReactNode {
  return (
    <Field {...props}>
      <input
        className="form-input"
        data-width={props.width ?? "full"}
        type={props.type ?? "text"}
        maxLength={props.maxLength}
        name={props.name}
        id={fieldId(props.name)}
        defaultValue={props.value}
        dir={props.dir ?? "auto"}
        autoComplete={props.autoComplete ?? "off"}
        inputMode={props.inputMode}
        spellCheck={false}
        {...described(props)}
      />
    </Field>
  );
}

export function TextArea(props: FieldProps & { readonly rows: number; readonly maxLength?: number }): ReactNode {
  return (
    <Field {...props}>
      <textarea
        className="form-input"
        name={props.name}
        id={fieldId(props.name)}
        rows={props.rows}
        maxLength={props.maxLength}
        // A browser sends CR LF. React keeps a first line break from being eaten by the parser, but only a bare LF.
        defaultValue={props.value?.replaceAll("\r\n", "\n")}
        dir="auto"
        autoComplete="off"
        {...described(props)}
      />
    </Field>
  );
}

export function SelectField(
  props: FieldProps & {
    readonly empty?: string;
    readonly groups: readonly { readonly label: string | null; readonly options: readonly Option[] }[];
  },
): ReactNode {
  return (
    <Field {...props}>
      <select
        className="form-input"
        name={props.name}
        id={fieldId(props.name)}
        defaultValue={props.value}
        {...described(props)}
      >
        {props.empty === undefined ? null : <option value="">{props.empty}</option>}
        {props.groups.map((group) =>
          group.label === null ? (
            group.options.map(option)
          ) : (
            <optgroup key={group.label} label={group.label}>
              {group.options.map(option)}
            </optgroup>
          ),
        )}
      </select>
    </Field>
  );
}

export function RadioGroup(props: FieldProps & { readonly options: readonly Option[] }): ReactNode {
  return (
    <Fieldset {...props}>
      {props.options.map((each, index) => (
        <label key={each.value} className="form-choice">
          <input
            type="radio"
            name={props.name}
            value={each.value}
            defaultChecked={props.value === each.value}
            {...(index === 0 && { id: fieldId(props.name) })}
          />
          <span>{each.label}</span>
        </label>
      ))}
    </Fieldset>
  );
}

export function Checkbox(props: FieldProps): ReactNode {
  return (
    <div className="form-field" data-error={props.error !== undefined}>
      <FieldError {...props} />
      <label className="form-choice">
        <input
          type="checkbox"
          name={props.name}
          value="yes"
          id={fieldId(props.name)}
          defaultChecked={props.value === "yes"}
          {...described({ ...props, hint: undefined })}
        />
        <span>{props.label}</span>
      </label>
    </div>
  );
}

/** Several controls that answer one question. */
export function Fieldset(
  props: Omit<FieldProps, "value"> & { readonly children: ReactNode; readonly inline?: boolean },
): ReactNode {
  return (
    <fieldset
      className="form-field"
      data-error={props.error !== undefined}
      aria-describedby={described(props)["aria-describedby"]}
    >
      <legend className="form-label">{props.label}</legend>
      {props.hint !== undefined && (
        <p className="form-hint" id={`${fieldId(props.name)}-hint`}>
          {props.hint}
        </p>
      )}
      <FieldError {...props} />
      {props.children}
    </fieldset>
  );
}

/**
 * What is wrong with a form, each with a link to its field. It takes focus when the page opens, with or without a
 * script.
 */
export function ErrorSummary(props: {
  readonly title: string;
  readonly errors: readonly { readonly name: string | null; readonly text: string }[];
}): ReactNode {
  if (props.errors.length === 0) return null;
  return (
    <div className="form-summary" role="alert" tabIndex={-1} autoFocus id="error-summary">
      <h2>{props.title}</h2>
      <ul>
        {props.errors.map((error) => (
          <li key={`${error.name ?? ""} ${error.text}`}>
            {error.name === null ? error.text : <a href={`#${fieldId(error.name)}`}>{error.text}</a>}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Field(props: FieldProps & { readonly children: ReactNode }): ReactNode {
  return (
    <div className="form-field" data-error={props.error !== undefined}>
      <label className="form-label" htmlFor={fieldId(props.name)}>
        {props.label}
      </label>
      {props.hint !== undefined && (
        <p className="form-hint" id={`${fieldId(props.name)}-hint`}>
          {props.hint}
        </p>
      )}
      <FieldError {...props} />
      {props.children}
    </div>
  );
}

function FieldError(props: Pick<FieldProps, "name" | "error" | "errorPrefix">): ReactNode {
  if (props.error === undefined) return null;
  return (
    <p className="form-error" id={`${fieldId(props.name)}-error`}>
      <span className="sr-only">{props.errorPrefix} </span>
      {props.error}
    </p>
  );
}

function option(each: Option): ReactNode {
  return (
    <option key={each.value} value={each.value}>
      {each.label}
    </option>
  );
}

function described(props: Pick<FieldProps, "name" | "hint" | "error">): {
  "aria-describedby"?: string;
  "aria-invalid"?: true;
} {
  const ids = [
    ...(props.hint === undefined ? [] : [`${fieldId(props.name)}-hint`]),
    ...(props.error === undefined ? [] : [`${fieldId(props.name)}-error`]),
  ];
  return {
    ...(ids.length > 0 && { "aria-describedby": ids.join(" ") }),
    ...(props.error !== undefined && { "aria-invalid": true as const }),
  };
}
