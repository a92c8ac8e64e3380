import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { instantFromMilliseconds } from '../../../../lib/kernel';
import {
	SIGNATURE_TOLERANCE_SECONDS,
	timestampedSignatureFault,
} from '../../../../lib/mapping/webhook-signature';
import { publishedData } from '../../../support/published-data';

const BODY = Buffer.from('{"event":"order.paid","title":"Größe ☕"}', 'utf8');
const SIGNED_AT = 1_763_388_000;

function hmac(secret: string, text: string, body: Uint8Array = BODY): string {
	return createHmac('sha256', secret).update(text).update(body).digest('hex');
}

function v1(secret: string, body: Uint8Array = BODY, at: number | string = SIGNED_AT): string {
	return hmac(secret, `${at}.`, body);
}

function header(secret: string, body: Uint8Array = BODY, at: number = SIGNED_AT): string {
	return `t=${at},v1=${v1(secret, body, at)}`;
}

function faultOf(
	signature: string | null,
	{
		body = BODY,
		secrets = ['s'],
		age = 0,
	}: { body?: Uint8Array; secrets?: string[]; age?: number } = {},
) {
	const now = instantFromMilliseconds((SIGNED_AT + age) * 1_000);
	return timestampedSignatureFault(body, signature, secrets, now);
}

describe('a timestamped signature', () => {
	it('is accepted under the secret, and under the previous one while secrets change', () => {
		expect(faultOf(header('s'))).toBeNull();
		expect(faultOf(header('old'), { secrets: ['s', 'old'] })).toBeNull();
	});

	it('is accepted when one of several matches, as when the sender changes its secret', () => {
		const both = `t=${SIGNED_AT},v1=${v1('new')},v1=${v1('s')},v0=${v1('x')}`;
		expect(faultOf(both)).toBeNull();
		expect(faultOf(` t=${SIGNED_AT} , v1=${v1('s').toUpperCase()} `)).toBeNull();
	});

	it.each([
		['no header', null, 'missing'],
		['an empty header', '  ', 'missing'],
		['no time', `v1=${v1('s')}`, 'malformed'],
		['two times', `t=${SIGNED_AT},t=${SIGNED_AT},v1=${v1('s')}`, 'malformed'],
		['a time that is no number', `t=now,v1=${v1('s', BODY, 'now')}`, 'malformed'],
		['a time below zero', `t=-5,v1=${v1('s', BODY, '-5')}`, 'malformed'],
		['an older scheme only', `t=${SIGNED_AT},v0=${v1('s')}`, 'malformed'],
		['a cut signature', header('s').slice(0, -2), 'malformed'],
		[
			'base64 where hex is due',
			`t=${SIGNED_AT},v1=${Buffer.from(v1('s'), 'hex').toString('base64')}`,
			'malformed',
		],
		['the bare secret', 's', 'malformed'],
		['a wrong secret', header('other'), 'mismatch'],
		['the signature of the body alone', `t=${SIGNED_AT},v1=${hmac('s', '')}`, 'mismatch'],
		['another time than the signed one', `t=${SIGNED_AT + 1},v1=${v1('s')}`, 'mismatch'],
	])('with %s is refused', (_case, signature, fault) => {
		expect(faultOf(signature)).toBe(fault);
	});

	it('never matches an empty secret or none', () => {
		expect(faultOf(header(''), { secrets: [''] })).toBe('mismatch');
		expect(faultOf(header('  '), { secrets: ['  '] })).toBe('mismatch');
		expect(faultOf(header(''), { secrets: [] })).toBe('mismatch');
	});

	it.each([
		[SIGNATURE_TOLERANCE_SECONDS, null],
		[SIGNATURE_TOLERANCE_SECONDS + 1, 'too_old'],
		[-SIGNATURE_TOLERANCE_SECONDS, null],
		[-SIGNATURE_TOLERANCE_SECONDS - 1, 'in_the_future'],
	])('that is %d seconds old: %s', (age, fault) => {
		expect(faultOf(header('s'), { age })).toBe(fault);
	});

	it('tells nothing of clocks to who does not know the secret', () => {
		expect(faultOf(header('other'), { age: 9_999 })).toBe('mismatch');
	});

	it('stands for its body, its time and its secret, and for nothing else', () => {
		fc.assert(
			fc.property(
				fc.uint8Array({ minLength: 1, maxLength: 60 }),
				fc.nat(),
				fc.integer({ min: 0, max: 255 }),
				(body, position, byte) => {
					const signature = header('s', body);
					expect(faultOf(signature, { body })).toBeNull();
					const changed = Uint8Array.from(body);
					changed[position % body.length] = byte;
					const isSame = Buffer.from(changed).equals(Buffer.from(body));
					expect(faultOf(signature, { body: changed })).toBe(isSame ? null : 'mismatch');
				},
			),
		);
	});
});

interface Vector {
	readonly scheme: string;
	readonly secret: string;
	readonly body: string;
	readonly expected: string;
}

const VECTORS = publishedData('webhooks/vectors.json') ?? '';
const hasVectors = VECTORS !== '';

(hasVectors ? describe : describe.skip)('published vectors', () => {
	it('of Stripe: the same digest, and accepted once the time stands before the body', () => {
		const { vectors } = JSON.parse(readFileSync(VECTORS, 'utf8')) as { vectors: Vector[] };
		const published = vectors.filter(({ scheme }) => scheme === 'stripe-hmac');
		expect(published.length).toBeGreaterThan(0);
		for (const { secret, body, expected } of published) {
			const bytes = Buffer.from(body);
			expect(hmac(secret, '', bytes)).toBe(expected);
			expect(faultOf(header(secret, bytes), { body: bytes, secrets: [secret] })).toBeNull();
			const bare = `t=${SIGNED_AT},v1=${expected}`;
			expect(faultOf(bare, { body: bytes, secrets: [secret] })).toBe('mismatch');
		}
	});
});
