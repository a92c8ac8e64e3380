import { z } from 'zod/v4';
import { defineFraudRule } from '../../define-fraud-rule';
import { percentText } from './measure/percent-text';

const parameterSchema = z.object({
	minimumAffiliates: z.int().min(3),
	minimumSharePercent: z.number().min(10).max(100),
	minimumCustomers: z.int().min(6),
});

/**
 * A group of affiliates earns on the same people: half of the members' customers share a mailbox, a
 * card, a device or an address across members. Networks count little and the less the more people
 * use them, so that an office is no ring (F30).
 */
export const customerRing = defineFraudRule({
	id: 'F30',
	stage: 'affiliate',
	version: 1,
	title: 'Ring of Shared Customers',
	description: 'At least three affiliates whose customers are mostly the same people',
	anchor: 'PartnerStack screens its network with Sift',
	falsePositiveNote:
		'Colleagues who recommend each other share customers: the evidence names what they share.',
	affiliateText:
		'Your customers overlap with those of other partners; this is checked by a person.',
	action: 'hold',
	weight: 0.7,
	isHard: false,
	defaultMode: 'on',
	onUnknown: 'allow',
	requires: [],
	parameterSchema,
	defaultParameters: { minimumAffiliates: 3, minimumSharePercent: 50, minimumCustomers: 9 },
	parameterFields: [
		{
			name: 'minimumAffiliates',
			title: 'Minimum Affiliates',
			description: 'Members from which on a group is a ring',
			type: 'number',
		},
		{
			name: 'minimumSharePercent',
			title: 'Shared Customers (%)',
			description: 'Shared among a hundred customers of the members from which on it is a ring',
			type: 'number',
		},
		{
			name: 'minimumCustomers',
			title: 'Minimum Customers',
			description: 'Customers of all members together from which on the rule looks',
			type: 'number',
		},
	],
	evaluate({ affiliate, ring }, limits) {
		const evidence = { affiliate: affiliate.code };
		if (ring === null || ring.affiliateCodes.length < limits.minimumAffiliates) {
			return { status: 'clear', evidence, reason: 'Shares its customers with no group' };
		}
		const members = ring.affiliateCodes.join(', ');
		const seen = {
			...evidence,
			members,
			customers: String(ring.customers),
			shared: percentText(ring.crossShare),
			edges: ring.edges.join('; '),
		};
		if (ring.customers < limits.minimumCustomers) {
			const reason = `The group has fewer than ${limits.minimumCustomers} customers`;
			return { status: 'unknown', evidence: seen, reason: `${reason}: too few to judge` };
		}
		if (ring.crossShare < limits.minimumSharePercent / 100) {
			return { status: 'clear', evidence: seen, reason: 'The group shares few customers' };
		}
		const reason = `${percentText(ring.crossShare)} of the customers of ${members} are shared`;
		return { status: 'hit', evidence: seen, reason };
	},
});
