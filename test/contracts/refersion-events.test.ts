import { matchesHmacSha256 } from '../../lib/mapping/webhook-signature';
import { readRefersionEvent, refersionEventObject } from '../../lib/connectors/refersion';
import { formatMoney } from '../../lib/kernel';
import { closeRefersion, refersion } from './refersion-harness';

afterEach(closeRefersion);

const CONVERSION = {
	id: 11_900_254,
	created: '1795165200',
	updated: '2026-11-21 10:00:00',
	status: 'APPROVED',
	denied_reason_code: null,
	is_recurring: false,
	total_items: 2,
	total: '101.50',
	commission_total: '10.15',
	currency: 'EUR',
	is_test_conversion: false,
	payment_status: 'UNPAID',
	payment_id: null,
	order_id: 'ORD_1',
	subscription_id: null,
	coupon_code: 'JO10',
	reason: null,
	notes: null,
	source: 'API',
	affiliate: {
		id: 4_000_123,
		code: 'k9x2',
		first_name: 'Jo',
		last_name: 'Li',
		email: 'jo@example.com',
	},
	offer: { id: 77, name: 'Standard', type: 'PERCENT', amount: '10' },
	customer: { name: 'Carla Li', email: 'carla@example.com', browser_ip: null },
	click: { created: '1795165000', sub_id: 'mail-1' },
};

const AFFILIATE = {
	id: 4_000_123,
	code: 'k9x2',
	status: 'DISABLED',
	first_name: 'Jo',
	last_name: 'Li',
	email: 'jo@example.com',
	company: 'Li Ltd',
	offer: { id: 77, name: 'Standard' },
	custom_fields: [],
};

const payment = (id: number) => ({
	id,
	created: '2026-11-22T08:00:00Z',
	total_conversions: 3,
	payment_method: 'PAYPAL',
	commission_total: '30.45',
	total: '304.50',
	currency: 'EUR',
	note: '',
});

const PAYMENTS = {
	data: {
		affiliates: {
			4000123: { id: 4_000_123, email: 'jo@example.com', payments: [payment(1), payment(2)] },
			4000124: { email: 'kim@example.com', payments: [payment(3)] },
		},
	},
};

describe('the signature of an event', () => {
	it('is right for the bytes that were signed and for no others', async () => {
		const { simulator } = await refersion();
		const { headers, body } = simulator.event('NEW_CONVERSION', CONVERSION, 'whsec-1');
		const signature = headers['refersion-signature'] ?? '';
		const bytes = Buffer.from(body, 'utf8');
		expect(matchesHmacSha256(bytes, signature, ['whsec-1'])).toBe(true);
		expect(matchesHmacSha256(bytes, ` ${signature}\n`, ['whsec-1'])).toBe(true);
		expect(matchesHmacSha256(bytes, signature, ['whsec-2'])).toBe(false);
		const changed = Buffer.from(body.replace('ORD_1', 'ORD_2'), 'utf8');
		expect(matchesHmacSha256(changed, signature, ['whsec-1'])).toBe(false);
		const hex = Buffer.from(signature, 'base64').toString('hex');
		expect(matchesHmacSha256(bytes, hex, ['whsec-1'])).toBe(false);
	});

	it('is never right without a secret or without a signature', async () => {
		const { simulator } = await refersion();
		const { headers, body } = simulator.event('NEW_CONVERSION', CONVERSION, ' ');
		const bytes = Buffer.from(body, 'utf8');
		expect(matchesHmacSha256(bytes, headers['refersion-signature'] ?? '', [' '])).toBe(false);
		expect(matchesHmacSha256(bytes, '', ['whsec-1'])).toBe(false);
	});
});

describe('an event of Refersion', () => {
	it('of a conversion tells it whole, as text or parsed, wrapped or not', () => {
		const event = readRefersionEvent('APPROVED_CONVERSION', JSON.stringify(CONVERSION));
		expect(event).toMatchObject({
			object: 'conversion',
			topic: 'APPROVED_CONVERSION',
			raw: CONVERSION,
			records: [
				{
					id: '11900254',
					orderId: 'ORD_1',
					affiliateId: '4000123',
					programmeId: '77',
					coupon: 'JO10',
					status: 'approved',
					occurredAt: '2026-11-20T09:00:00.000Z',
					updatedAt: '2026-11-21T10:00:00.000Z',
				},
			],
		});
		if (event.object !== 'conversion') throw new Error('It is none');
		const [record] = event.records;
		expect(record?.amount && formatMoney(record.amount)).toBe('101.50 EUR');
		expect(record?.commission && formatMoney(record.commission)).toBe('10.15 EUR');
		const wrapped = readRefersionEvent('NEW_CONVERSION', { data: CONVERSION });
		expect(wrapped.records).toEqual([{ ...record, raw: CONVERSION }]);
	});

	it.each([
		[{ status: 'PENDING' }, 'pending'],
		[{ status: 'DENIED', payment_status: 'PAID' }, 'declined'],
		[{ status: 'UNQUALIFIED' }, 'declined'],
		[{ status: 'APPROVED', payment_status: 'PAID' }, 'paid'],
		[{ status: 'SOMETHING' }, 'unknown'],
	])('with %j has a status of ours', (change, status) => {
		const event = readRefersionEvent('DENIED_CONVERSION', { ...CONVERSION, ...change });
		expect(event.records).toMatchObject([{ status }]);
	});

	it.each(['NEW_AFFILIATE', 'AFFILIATE_STATUS_CHANGE', 'AFFILIATE_DETAILS_CHANGE'])(
		'of the topic %s tells the affiliate by number and code',
		(topic) => {
			expect(readRefersionEvent(topic, AFFILIATE)).toMatchObject({
				object: 'affiliate',
				records: [
					{
						id: '4000123',
						code: 'k9x2',
						status: 'disabled',
						company: 'Li Ltd',
						programmeIds: ['77'],
					},
				],
			});
		},
	);

	it('of payments tells each with its affiliate', () => {
		const event = readRefersionEvent('NEW_PAYMENT', PAYMENTS);
		expect(event).toMatchObject({
			object: 'payout',
			records: [
				{ id: '1', affiliateId: '4000123', status: 'paid', paidAt: '2026-11-22T08:00:00.000Z' },
				{ id: '2', affiliateId: '4000123' },
				{ id: '3', affiliateId: '4000124' },
			],
		});
		if (event.object !== 'payout') throw new Error('It is none');
		const [record] = event.records;
		expect(record?.amount && formatMoney(record.amount)).toBe('30.45 EUR');
		const listed = { affiliates: Object.values(PAYMENTS.data.affiliates) };
		expect(readRefersionEvent('NEW_PAYMENT', listed).records).toMatchObject([
			{ affiliateId: '4000123' },
			{ affiliateId: '4000123' },
			{ affiliateId: null },
		]);
	});

	it.each(['NEW_CONVERSION_TRIGGER', 'BONUS_TIER_MOVEMENT', 'SOMETHING_NEW', ''])(
		'of another topic (%s) is given as it came',
		(topic) => {
			const raw = { id: 1, type: 'COUPON' };
			expect(readRefersionEvent(topic, raw)).toEqual({ topic, raw, object: null, records: [] });
			expect(refersionEventObject(topic)).toBeNull();
		},
	);

	it.each([
		['NEW_CONVERSION', 'no JSON'],
		['NEW_CONVERSION', { order_id: 'ORD_1' }],
		['NEW_AFFILIATE', []],
		['NEW_PAYMENT', { data: {} }],
		['NEW_PAYMENT', { affiliates: { 1: { payments: [{}] } } }],
	])('of %s that is not what it should be is refused', (topic, body) => {
		expect(() => readRefersionEvent(topic, body)).toThrow(
			expect.objectContaining({ code: 'invalid_input', path: 'body' }) as Error,
		);
	});
});
