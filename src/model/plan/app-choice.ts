import type { Plan } from './plan.js';

/** What a workspace says about an app of a plan. "as-is" keeps what each user has; new users get Microsoft's default, on. */
export type AppChoice = 'on' | 'off' | 'as-is';

/** The choices of a workspace for one plan, by service plan id. An app that is not listed is "as-is". */
export type AppChoices = Readonly<Record<string, 'on' | 'off'>>;

export function appChoice(choices: AppChoices, servicePlanId: string): AppChoice {
  return choices[servicePlanId] ?? 'as-is';
}

/** The choices with one of them changed. */
export function withAppChoice(choices: AppChoices, servicePlanId: string, choice: AppChoice): AppChoices {
  const { [servicePlanId]: _before, ...rest } = choices;
  return choice === 'as-is' ? rest : { ...rest, [servicePlanId]: choice };
}

/**
 * The complete, sorted list of apps that are off for one user under these choices.
 *
 * Graph replaces the whole list on every assignment, so what is "as-is" must be sent again.
 * @param held - what is off for the user now; undefined when the user does not hold the plan directly
 */
export function disabledPlans(
  plan: Pick<Plan, 'apps'>,
  choices: AppChoices,
  held: readonly string[] | undefined,
): string[] {
  const before = new Set(held);
  return plan.apps
    .filter((app) => app.switchable)
    .filter(({ servicePlanId }) => {
      const choice = appChoice(choices, servicePlanId);
      return choice === 'as-is' ? before.has(servicePlanId) : choice === 'off';
    })
    .map((app) => app.servicePlanId)
    .sort();
}
