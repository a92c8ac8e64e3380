import { resolveSettings } from '../../../../lib/connectors/klaviyo/settings';

const metrics = { pending: 'A', paid: 'B', cancelled: 'C', refunded: 'D' };

describe('settings of Klaviyo', () => {
	it('have defaults', () => {
		expect(resolveSettings({})).toMatchObject({
			backfill: false,
			metrics: { paid: 'Affiliate Order Paid', refunded: 'Affiliate Order Refunded' },
		});
	});

	it('keep names without blanks around them', () => {
		expect(resolveSettings({ metrics: { ...metrics, paid: ' Bought ' } }).metrics.paid).toBe(
			'Bought',
		);
	});

	it.each([
		{ metrics: { ...metrics, paid: ' ' }, path: 'metrics' },
		{ metrics: { ...metrics, paid: 'x'.repeat(128) }, path: 'metrics' },
		{ metrics: { ...metrics, paid: 'A ' }, path: 'metrics' },
		{ revision: 'latest', path: 'revision' },
	])('are refused: $path', ({ path, ...settings }) => {
		expect(() => resolveSettings(settings)).toThrow(
			expect.objectContaining({ code: 'invalid_input', path }) as Error,
		);
	});
});
