import { masterKey } from '../../../lib/store/keys/master-key';
import { workspaceKeys } from '../../../lib/store/keys/workspace-keys';
import { initial } from '../../../lib/store/migrations/0001-initial';
import { payoutsAndAdjustments } from '../../../lib/store/migrations/0002-payouts-and-adjustments';
import {
	AFFILIATE_ID,
	CLICK_ID,
	CLICKED_AT,
	CREATED_AT,
	PROGRAMME_ID,
} from '../../support/builders';
import { EXAMPLE_IBAN } from '../../support/builders/payout';
import { TEST_KEY, type StoreAddress, type TestWorkspace } from '../../support/stores';
import { fillFirstRelease, insertRow, makeRelease } from './first-release';

/*
 * A store as the second release left it, in the words of that release.
 */

/** Makes the tables of the second release, and no others. */
export async function makeSecondRelease(address: StoreAddress): Promise<void> {
	await makeRelease(address, {
		'0001-initial': initial,
		'0002-payouts-and-adjustments': payoutsAndAdjustments,
	});
}

const PERSON = {
	name: 'Anna Affiliate',
	email: 'anna@partner.example',
	payoutEmail: null,
	phone: '+49 30 5550100',
};

const AFFILIATE = {
	affiliateId: AFFILIATE_ID,
	code: 'anna',
	status: 'active',
	groupCode: null,
	parentId: null,
};

const PROFILE = {
	affiliateId: AFFILIATE_ID,
	version: 1,
	account: {
		method: 'sepa',
		accountHolder: 'Anna Affiliate',
		iban: EXAMPLE_IBAN,
		bic: null,
		accountNumber: null,
		routingNumber: null,
		email: null,
	},
	legalName: 'Anna Affiliate',
	address: null,
	taxStatus: 'verified',
	taxId: '12/345/67890',
	vatId: null,
	vatMode: 'none',
	vatPercent: '0',
	withholdingPercent: '0',
	acceptsSelfBilling: true,
	minimum: null,
	isOnHold: false,
	holdReason: null,
	createdAt: CREATED_AT,
	accountChangedAt: CREATED_AT,
};

const PROGRAMME = {
	programmeId: PROGRAMME_ID,
	code: 'spring',
	name: 'Spring programme',
	status: 'active',
	currency: 'EUR',
	allowedHosts: ['shop.example.com'],
	fallbackUrl: 'https://shop.example.com/',
	lookbackDays: 30,
	attributionModel: 'last_click',
	couponPolicy: 'always',
};

/** What the first release wrote, a programme, an affiliate with a payout profile, and a click. */
export async function fillSecondRelease(workspace: TestWorkspace): Promise<void> {
	await fillFirstRelease(workspace);
	const keys = workspaceKeys(await masterKey(TEST_KEY));
	const times = { created_at: CREATED_AT, updated_at: CREATED_AT, content_hash: 'old' };
	await insertRow(workspace, 'programmes', {
		id: PROGRAMME_ID,
		code_key: 'spring',
		record: JSON.stringify(PROGRAMME),
		...times,
	});
	await insertRow(workspace, 'affiliates', {
		id: AFFILIATE_ID,
		code_key: 'anna',
		record: JSON.stringify(AFFILIATE),
		personal: keys.seal(`affiliate:${AFFILIATE_ID}`, JSON.stringify(PERSON)),
		...times,
	});
	await insertRow(workspace, 'payout_profiles', {
		affiliate_id: AFFILIATE_ID,
		version: 1,
		method: 'sepa',
		content_hash: 'old',
		account_hash: 'old',
		account_changed_at: CREATED_AT,
		created_at: CREATED_AT,
		record: keys.seal(`payout-profile:${AFFILIATE_ID}:1`, JSON.stringify(PROFILE)),
	});
	await insertRow(workspace, 'clicks', {
		click_id: CLICK_ID,
		programme_id: PROGRAMME_ID,
		affiliate_id: AFFILIATE_ID,
		link_id: null,
		occurred_at: CLICKED_AT,
		destination: 'https://shop.example.com/',
		category: 'human',
		is_counted: 1,
		count_reason: 'counted',
		consent: 'granted',
		source: null,
		referrer: null,
		utm: '{}',
		sub_ids: '{}',
		language: null,
		country: null,
		device: null,
		os: null,
		browser: null,
		ip_hash: 'network',
		user_agent_hash: 'agent',
		visitor_hash: null,
	});
}
