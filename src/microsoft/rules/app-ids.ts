/** Ids of the apps (service plans) that rules are about, called as in the plans that people know. */
export const exchangeKiosk = '4a82b400-a79f-41a4-b4e2-e94f5787b113';
export const exchangePlan1 = '9aaf7827-d63c-4b61-89c3-182f06f82e5c';
export const exchangePlan2 = 'efb87545-963c-4e0d-99df-69c6916d9eb0';
export const exchangeEssentials = '1126bef5-da20-4f07-b45e-ad25d2581aa8';
export const exchangePop = '90927877-dcff-4af6-b346-2332c0b15bb7';
export const exchangeMidsize = 'fc52cc4b-ed7d-472d-bbe7-b081c23ecc56';

export const sharePointPlan2 = '5dbe027f-2339-4123-9542-606e4d348a72';

export const teams = '57ff2da0-773e-42df-b2af-ffb7a2317929';
export const skypeForBusiness = '0feaeb32-d00e-4d66-bd5a-43b5b83db82c';
export const audioConferencing = '3e26ee1f-8a5f-4d52-aee2-b81ce45c8f40';
export const teamsPhone = '4828c8ec-dc2e-4779-b502-87ac9ce28ab7';
export const callingPlans = [
  '4ed3ff63-69d7-4fb7-b984-5aec7f605ca8', // MCOPSTN1
  '5a10155d-f5c1-411a-a8ec-e99aae125390', // MCOPSTN2
  '54a152dc-90de-4996-93d2-bc47e670fc06', // MCOPSTN5
] as const;
