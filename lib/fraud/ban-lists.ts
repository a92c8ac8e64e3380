import { z } from 'zod/v4';
import { addressRange } from '../kernel';

const listSchema = z.array(z.string().trim().min(1).max(253)).max(5_000);

/** Parameters of the ban rule: who is never credited. */
export const banListsSchema = z.object({
	countries: listSchema.describe('ISO 3166 codes of customer or visitor'),
	emailDomains: listSchema.describe('Domains of the customer, with their sub-domains'),
	ipHashes: listSchema.describe('Keyed address hashes as click records show them'),
	networks: listSchema
		.refine((entries) => entries.every((entry) => addressRange(entry) !== null), {
			message: 'write addresses such as 203.0.113.7 or ranges such as 203.0.113.0/24',
		})
		.describe('Addresses or ranges such as 203.0.113.0/24'),
	referrerHosts: listSchema.describe('Hosts, with their sub-domains; * stands for any text'),
});

export type BanLists = z.output<typeof banListsSchema>;
