import { createTypeScriptImportResolver } from "eslint-import-resolver-typescript";
import { importX } from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";

/** The rooms of the house: who may import whom. What a room may not reach is listed; see docs/architecture.md. */
export const ZONES = [
  zone("domain", ["app", "features", "auth", "db", "ui", "i18n", "lib"]),
  zone("i18n", ["app", "features", "auth", "db", "ui", "lib", "domain"]),
  zone("lib", ["app", "features", "auth", "db", "ui", "i18n"]),
  zone("db", ["app", "features", "auth", "ui", "i18n"]),
  zone("ui", ["app", "features", "auth", "db", "domain"]),
  zone("auth", ["app", "features", "ui", "i18n"]),
  zone("features", ["app"]),
  zone("app", ["db"]),
  ...["archive", "submission", "receipt", "moderation", "imports", "exchange", "campaign", "statistics", "staff"].map(
    (feature) => ({
      target: `./src/features/${feature}`,
      from: "./src/features",
      except: [`./${feature}`],
      message: "A feature never imports another feature: move what both need to db, domain or lib.",
    }),
  ),
  {
    target: [
      "./src/app",
      "./src/features",
      "./src/auth",
      "./src/ui",
      "./src/i18n",
      "./src/lib",
      "./src/domain",
      "./scripts",
    ],
    from: "./src/db/generated",
    message: "The database client is generated for src/db alone.",
  },
];

function zone(room, closed) {
  return {
    target: `./src/${room}`,
    from: closed.map((other) => `./src/${other}`),
    message: `${room} may not import this room (house.md, the import rule).`,
  };
}

const PURE = ["next", "next/*", "next-intl", "next-intl/*", "react", "react/*", "react-dom", "react-dom/*"];
const NODE = ["node:*", "fs", "path", "crypto", "pg", "@prisma/*"];
const NO_ENVIRONMENT = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: "Only src/lib/env.ts reads the environment.",
};
const NO_SERVER_ACTIONS = {
  selector: "ExpressionStatement > Literal[value='use server']",
  message: "There are no Server Actions here: a form posts to a route handler.",
};
const NO_RAW_HTML = {
  selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
  message: "Raw HTML is written in src/ui/json-ld.tsx alone.",
};
const NO_UNSAFE_SQL = {
  selector: "MemberExpression[property.name=/^\\$(query|execute)RawUnsafe$/]",
  message: "SQL is a tagged template, every value bound.",
};
const ALWAYS = [NO_SERVER_ACTIONS, NO_UNSAFE_SQL];

export default tseslint.config(
  {
    ignores: [
      ".next/**",
      "node_modules/**",
      "src/db/generated/**",
      "next-env.d.ts",
      "test-results/**",
      "playwright-report/**",
    ],
  },
  {
    files: ["**/*.ts", "**/*.tsx"],
    extends: [...tseslint.configs.strictTypeChecked],
    plugins: { "import-x": importX },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    settings: {
      "import-x/resolver-next": [createTypeScriptImportResolver({ alwaysTryTypes: true, project: "./tsconfig.json" })],
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/consistent-type-definitions": ["error", "type"],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "@typescript-eslint/no-confusing-void-expression": "off",
      "@typescript-eslint/require-await": "off",
      // A leading underscore says that a part is left out on purpose.
      "@typescript-eslint/no-unused-vars": ["error", { varsIgnorePattern: "^_", ignoreRestSiblings: true }],
      "@typescript-eslint/no-misused-spread": ["error", { allow: ["string"] }],
      "@typescript-eslint/no-misused-promises": [
        "error",
        { checksVoidReturn: { arguments: false, attributes: false } },
      ],
      "func-style": ["error", "declaration", { allowArrowFunctions: true }],
      "no-restricted-syntax": ["error", ...ALWAYS, NO_ENVIRONMENT, NO_RAW_HTML],
      "import-x/no-restricted-paths": ["error", { basePath: import.meta.dirname, zones: ZONES }],
      "import-x/no-cycle": ["error", { ignoreExternal: true }],
    },
  },
  {
    // The two of Next read only what its build writes in: NODE_ENV and NEXT_RUNTIME.
    files: ["src/lib/env.ts", "src/instrumentation.ts", "src/proxy.ts", "*.config.ts", "tests/**"],
    rules: { "no-restricted-syntax": ["error", ...ALWAYS, NO_RAW_HTML] },
  },
  { files: ["src/ui/json-ld.tsx"], rules: { "no-restricted-syntax": ["error", ...ALWAYS, NO_ENVIRONMENT] } },
  {
    files: ["src/domain/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: [{ group: [...PURE, ...NODE], message: "domain knows zod alone." }] },
      ],
    },
  },
  {
    // Scripts, the worker and tests call the same verbs as the site does.
    files: ["src/features/**/*.ts", "src/db/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: [{ group: PURE, message: "A verb knows no Next and no React." }] },
      ],
    },
  },
  {
    // A test may look at what a library leaves untyped, and its promises are awaited by the runner.
    files: ["tests/**"],
    rules: { "@typescript-eslint/no-unsafe-assignment": "off", "@typescript-eslint/no-non-null-assertion": "off" },
  },
);
