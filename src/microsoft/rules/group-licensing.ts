/** Of each set, one app of every line together in one product. */
const including: readonly (readonly RegExp[])[] = [
  // Entra ID P1 or P2, alone or in a suite such as Business Premium
  [/^AAD_PREMIUM(_P2)?$/],
  // Office 365 E3, A3, G3 and above: no other product has both of these
  [/^EXCHANGE_S_ENTERPRISE(_|$)/, /^SHAREPOINTENTERPRISE(_|$)/],
];

/**
 * Whether a product includes group-based licensing: Entra ID P1 and above, Business Premium, and Office 365 E3, A3, G3 and
 * above. Told by its apps (service plan names), which the tenant lists: no list of products has next year's.
 *
 * @see https://learn.microsoft.com/entra/fundamentals/concept-group-based-licensing
 */
export function includesGroupLicensing(apps: readonly { readonly servicePlanName: string }[]): boolean {
  return including.some((set) =>
    set.every((pattern) => apps.some(({ servicePlanName }) => pattern.test(servicePlanName))),
  );
}
