export const TEMPLATE = "menmu_template";

/** Secrets of tests: long enough to pass, and of no worth. */
export const TEST_SECRETS = {
  NEXTAUTH_SECRET: "for-tests-only-nextauth-secret-0000000000",
  RECEIPT_PEPPER: "for-tests-only-receipt-pepper-00000000000",
  FORM_SECRET: "for-tests-only-form-secret-00000000000000",
  ROLE_SECRET: "for-tests-only-role-secret-00000000000000",
  NEXTAUTH_URL: "http://127.0.0.1:3000",
} as const;
