import { callingPlans } from './app-ids.js';

/**
 * Of each set, a user can usually have one app. What is left of Microsoft's list "Service plans that cannot be assigned at
 * the same time" since concurrent plans came: Exchange, SharePoint, Teams and the suites with them go together.
 *
 * @see https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference
 * @see https://techcommunity.microsoft.com/blog/exchange/3721098 concurrent plans, January 2023
 */
export const exclusiveApps: readonly (readonly string[])[] = [
  callingPlans,
  // Intune
  [
    'c1ec4a95-1f05-45b3-a911-aa3fa01094f5', // INTUNE_A
    '3e170737-c728-4eae-bbb9-3f3360f7184c', // INTUNE_A_VL
    '2dc63b8a-df3d-448f-b683-8655877c9360', // INTUNE_B
  ],
  // Rights management
  [
    'bea4c11e-220a-4e6d-8eb8-8ea15d019f90', // RMS_S_ENTERPRISE
    '6a76346d-5d6e-4051-9fe3-ed3f312b5597', // RMS_S_ENTERPRISE_GOV
  ],
  // Yammer
  [
    '7547a3fe-08ee-4ccb-b430-5077c5041653', // YAMMER_ENTERPRISE
    '2078e8df-cff6-4290-98cb-5408261a760a', // YAMMER_EDU
    '41bf139a-4e60-409f-9346-a1361efc6dfb', // YAMMER_MIDSIZE
  ],
  // Dynamics
  [
    '119cf168-b6cf-41fb-b82e-7fee7bae5814', // CRMPLAN1
    'bf36ca64-95c6-4918-9275-eb9f4ce2c04f', // CRMPLAN2
    'f9646fb2-e3b2-4309-95de-dc4833737456', // CRMSTANDARD
    '056a5f80-b4e0-4983-a8be-7ad254a113c9', // DYN365_ENTERPRISE_P1_IW
    '2da8e897-7791-486b-b08f-cc63c8129df7', // DYN365_ENTERPRISE_SALES
    '6a54b05e-4fab-40e7-9828-428db3b336fa', // DYN365_ENTERPRISE_TEAM_MEMBERS
    'ba5f0cfa-d54a-4ea0-8cf4-a7e1dc4423d8', // EMPLOYEE_SELF_SERVICE
  ],
];
