import type {
	AffiliateWrite,
	ConversionAdjustment,
	ConversionCancellation,
	ConversionWrite,
	PlatformPage,
	RecordFilter,
} from '../../lib/connectors/affiliate-platform';
import { eur } from '../support/builders';

/** A paid order of 100.00 EUR that Joli brought. */
export function conversion(overrides: Partial<ConversionWrite> = {}): ConversionWrite {
	return {
		orderId: 'ORD_1',
		amount: eur('100.00'),
		commission: null,
		occurredAt: '2026-11-20T09:00:00.000Z',
		status: 'pending',
		affiliate: 'joli',
		clickId: null,
		coupon: null,
		programmeId: null,
		actionType: null,
		customer: {
			id: 'cust_1',
			email: 'carla@example.com',
			name: 'Carla Li',
			isNew: true,
			ip: null,
			userAgent: null,
		},
		lines: [{ sku: 'TEA-1', name: 'Tea', quantity: 2, amount: eur('100.00'), category: 'tea' }],
		tax: null,
		shipping: null,
		discount: null,
		more: {},
		...overrides,
	};
}

export function adjustment(overrides: Partial<ConversionAdjustment> = {}): ConversionAdjustment {
	return {
		orderId: 'ORD_1',
		conversionId: null,
		programmeId: null,
		actionType: null,
		amount: eur('60.00'),
		formerAmount: eur('100.00'),
		commission: null,
		reason: 'refund',
		adjustmentId: 'r1',
		note: null,
		more: {},
		...overrides,
	};
}

export function cancellation(
	overrides: Partial<ConversionCancellation> = {},
): ConversionCancellation {
	return {
		orderId: 'ORD_1',
		conversionId: null,
		programmeId: null,
		actionType: null,
		leftAmount: null,
		reason: 'refund',
		note: null,
		more: {},
		...overrides,
	};
}

export function affiliate(overrides: Partial<AffiliateWrite> = {}): AffiliateWrite {
	return {
		email: 'kim@example.com',
		firstName: 'Kim',
		lastName: 'Ito',
		company: null,
		code: null,
		programmeId: null,
		parentId: null,
		status: 'approved',
		country: 'DE',
		password: 'Secret-123456',
		more: {},
		...overrides,
	};
}

export function filter(overrides: Partial<RecordFilter> = {}): RecordFilter {
	return {
		orderId: null,
		affiliateId: null,
		programmeId: null,
		from: null,
		to: null,
		...overrides,
	};
}

/** Records of all pages. */
export async function all<Record>(
	read: (cursor: string | null) => Promise<PlatformPage<Record>>,
): Promise<Record[]> {
	const records: Record[] = [];
	let cursor: string | null = null;
	do {
		const page: PlatformPage<Record> = await read(cursor);
		records.push(...page.records);
		({ cursor } = page);
	} while (cursor !== null);
	return records;
}
