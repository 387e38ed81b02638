import { expect, test } from "vitest";
import { prepareName } from "@/domain/name/likeness";
import { SHIPPED_LEXICON } from "@/domain/name/lexicon";
import { matchReason } from "@/domain/name/reason";

function reason(typed: string, stored: string): string {
  return matchReason([typed, stored], [prepareName(typed, SHIPPED_LEXICON), prepareName(stored, SHIPPED_LEXICON)]);
}

test.each([
  ["rahile dawut", "Rahile Dawut", "same_spelling"],
  ["Zümret Awut", "Zumret Awut", "same_spelling"],
  ["Rahile Davut", "Rahile Dawut", "same_sounds"],
  ["راھىلە داۋۇت", "Rahile Dawut", "other_script"],
  ["Раһилә Давут", "Rahile Dawut", "other_script"],
  ["达吾提·热依拉", "热依拉·达吾提", "other_order"],
  ["tursun", "Tursun Imam", "part_of_name"],
  ["Dawut", "Rahile Dawut", "part_of_name"],
])("%s finds %s: %s", (typed, stored, because) => {
  expect(reason(typed, stored)).toBe(because);
});
