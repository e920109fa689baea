/**
 * Apps that Microsoft sells in steps under different names: whoever has a later one of a list has what the earlier
 * ones do. By service plan name; only steps that Microsoft documents as such.
 *
 * @see https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference
 */
const steps: readonly (readonly string[])[] = [
  ['EXCHANGE_S_DESKLESS', 'EXCHANGE_S_STANDARD', 'EXCHANGE_S_ENTERPRISE'],
  ['SHAREPOINTDESKLESS', 'SHAREPOINTSTANDARD', 'SHAREPOINTENTERPRISE'],
  ['MCOIMP', 'MCOSTANDARD'],
  ['OFFICEMOBILE_SUBSCRIPTION', 'OFFICESUBSCRIPTION'],
  ['BPOS_S_TODO_FIRSTLINE', 'BPOS_S_TODO_1', 'BPOS_S_TODO_2', 'BPOS_S_TODO_3'],
  ['FORMS_PLAN_K', 'FORMS_PLAN_E1', 'FORMS_PLAN_E3', 'FORMS_PLAN_E5'],
  ['STREAM_O365_K', 'STREAM_O365_E1', 'STREAM_O365_E3', 'STREAM_O365_E5'],
  ['FLOW_O365_S1', 'FLOW_O365_P1', 'FLOW_O365_P2', 'FLOW_O365_P3'],
  ['POWERAPPS_O365_S1', 'POWERAPPS_O365_P1', 'POWERAPPS_O365_P2', 'POWERAPPS_O365_P3'],
  ['CDS_O365_F1', 'CDS_O365_P1', 'CDS_O365_P2', 'CDS_O365_P3'],
  ['DYN365_CDS_O365_F1', 'DYN365_CDS_O365_P1', 'DYN365_CDS_O365_P2', 'DYN365_CDS_O365_P3'],
  [
    'POWER_VIRTUAL_AGENTS_O365_F1',
    'POWER_VIRTUAL_AGENTS_O365_P1',
    'POWER_VIRTUAL_AGENTS_O365_P2',
    'POWER_VIRTUAL_AGENTS_O365_P3',
  ],
  ['PROJECT_O365_F3', 'PROJECT_O365_P1', 'PROJECT_O365_P2', 'PROJECT_O365_P3'],
  ['KAIZALA_O365_P1', 'KAIZALA_O365_P2', 'KAIZALA_O365_P3', 'KAIZALA_STANDALONE'],
  ['WHITEBOARD_FIRSTLINE1', 'WHITEBOARD_PLAN1', 'WHITEBOARD_PLAN2', 'WHITEBOARD_PLAN3'],
  ['AAD_PREMIUM', 'AAD_PREMIUM_P2'],
  ['ADALLOM_S_DISCOVERY', 'ADALLOM_S_O365', 'ADALLOM_S_STANDALONE'],
  ['ATP_ENTERPRISE', 'THREAT_INTELLIGENCE'],
  ['MDE_LITE', 'WINDEFATP'],
  ['RMS_S_PREMIUM', 'RMS_S_PREMIUM2'],
  ['MIP_S_CLP1', 'MIP_S_CLP2'],
  ['BI_AZURE_P0', 'BI_AZURE_P1', 'BI_AZURE_P2'],
];

const later = new Map<string, readonly string[]>(
  steps.flatMap((step) => step.map((name, index) => [name, step.slice(index + 1)] as const)),
);

/** Names of the apps that do what this one does and more. */
export function listLargerApps(servicePlanName: string): readonly string[] {
  return later.get(servicePlanName) ?? [];
}
