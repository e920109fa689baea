/** The most that a workspace can hold. A record beyond is refused whole rather than cut. */
export const workspaceLimits = {
  nameLength: 120,
  descriptionLength: 2000,
  plans: 200,
  appsPerPlan: 500,
  services: 500,
  subscribers: 200_000,
  exceptions: 400_000,
} as const;
