import { getAffiliates, getLedgerProgrammes, getProgrammes } from './loadOptions';
import { testPostAffiliatePro } from './testPostAffiliatePro';

export const platformMethods = {
	loadOptions: { getAffiliates, getLedgerProgrammes, getProgrammes },
	credentialTest: { testPostAffiliatePro },
};
