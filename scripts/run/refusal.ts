/** What an operator is told in one sentence when a command cannot do its work. The command ends with code 1. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}
