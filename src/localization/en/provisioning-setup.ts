import type { Format } from '../format.js';

export const setupStrings = (format: Format) => ({
  heading: 'Get started with Office 365',
  headingNone: 'Set up Office 365 for your users',
  introNone: 'Three steps. Nothing changes in your tenant until you publish.',
  headingSome: (left: number) => `${format.count(left, { one: 'step', other: 'steps' })} left`,
  headingTroubled: (count: number) =>
    `${format.count(count, { one: 'step needs', other: 'steps need' })} attention`,
  introTroubled: 'Everything else is set up.',
  headingDone: 'Office 365 is set up',
  introDone: 'Add people to a workspace whenever you like, then publish.',
  introSome: 'Nothing changes in your tenant until you publish.',
  steps: {
    connect: 'Connect Office 365',
    directory: 'Connect the directory',
    workspace: 'Create and publish a workspace',
  },
  states: {
    done: 'Done',
    next: 'Next',
    later: 'Later',
    attention: 'Needs attention',
    optional: 'Not connected',
  },
  connectedTo: (tenant: string, account: string) => `${tenant}, as ${account}`,
  synchronized: (age: string) => `synchronized ${age}`,
  next: (step: string) => `Next: ${step}`,
  addPeople: 'Add people',
  workspaceWhy:
    'A workspace bundles plans with this portal’s own services. You choose who gets it, check every change, then publish.',
  workspaceCount: (count: number) => format.count(count, { one: 'workspace', other: 'workspaces' }),
  publishedCount: (count: number) => `${format.number(count)} published`,
  openWorkspaces: 'Open workspaces',
  createWorkspace: 'Create a workspace',
});
