/** How far Microsoft is with one app of one user (Graph's words). */
export type AppStatus =
  'Success' | 'Disabled' | 'Error' | 'PendingInput' | 'PendingActivation' | 'PendingProvisioning';
