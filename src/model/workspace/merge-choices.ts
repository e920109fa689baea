import type { AppChoices } from '../plan/app-choice.js';

/** One set of choices for a plan that several workspaces give. "On" wins: no workspace takes an app that another promises. */
export function mergeChoices(choices: readonly AppChoices[]): AppChoices {
  const [only] = choices;
  if (only && choices.length === 1) return only;
  const merged: Record<string, 'on' | 'off'> = {};
  for (const one of choices)
    for (const [servicePlanId, choice] of Object.entries(one))
      if (merged[servicePlanId] !== 'on') merged[servicePlanId] = choice;
  return merged;
}
