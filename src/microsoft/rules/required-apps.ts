import {
  audioConferencing,
  callingPlans,
  exchangeEssentials,
  exchangeKiosk,
  exchangeMidsize,
  exchangePlan1,
  exchangePlan2,
  exchangePop,
  sharePointPlan2,
  skypeForBusiness,
  teams,
  teamsPhone,
} from './app-ids.js';

/**
 * What an app needs: one of the others. Examples from Microsoft's pages and answers; nobody has the whole list.
 *
 * @see https://learn.microsoft.com/entra/identity/users/licensing-groups-resolve-problems
 * @see https://learn.microsoft.com/microsoftteams/teams-add-on-licensing/assign-teams-add-on-licenses
 */
export const requiredApps: Readonly<Record<string, readonly string[]>> = {
  // SHAREPOINT_PROJECT
  'fe71d6c3-a2ea-4499-9778-da042bf08063': [sharePointPlan2],
  // WORKPLACE_ANALYTICS
  'f477b0f0-3bb1-4890-940c-40fcee6ce05f': [exchangePlan1, exchangePlan2],
  // THREAT_INTELLIGENCE, Defender for Office 365 (Plan 2)
  '8e0c0a52-6a6c-4d40-8370-dd62790dcd70': [
    exchangeKiosk,
    exchangePlan1,
    exchangePlan2,
    exchangeEssentials,
    exchangeMidsize,
    exchangePop,
  ],
  [teamsPhone]: [teams, skypeForBusiness],
  [audioConferencing]: [teams, skypeForBusiness],
  ...Object.fromEntries(callingPlans.map((id) => [id, [teamsPhone]])),
};
