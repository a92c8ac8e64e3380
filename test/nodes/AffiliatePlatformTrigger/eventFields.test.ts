import { eventFields } from '../../../nodes/AffiliatePlatformTrigger/eventFields';

const JSON_TYPE = 'application/json';
const FORM = 'application/x-www-form-urlencoded';

describe('names and values of a call', () => {
	it.each([
		['the query alone', { event: 'sale', transid: 't1' }, '', '', { event: 'sale', transid: 't1' }],
		['a form', {}, 'transid=t1&orderid=A+B', FORM, { transid: 't1', orderid: 'A B' }],
		['JSON', { event: 'sale' }, '{"transid":"t1"}', JSON_TYPE, { event: 'sale', transid: 't1' }],
		['JSON that is called text', {}, '{"transid":"t1"}', 'text/plain', { transid: 't1' }],
		['one record in a list', {}, '[{"id":1}]', JSON_TYPE, { id: 1 }],
		['a body before the query', { id: 'q' }, '{"id":"b"}', JSON_TYPE, { id: 'b' }],
	])('are taken from %s, without the secret', (_name, query, body, type, fields) => {
		expect(eventFields({ ...query, token: 'secret' }, body, type)).toEqual(fields);
	});

	it.each(['<html>', '"text"', '[]', '[1,2]', 'null'])('are none of %s', (body) => {
		expect(eventFields({}, body, JSON_TYPE)).toBeUndefined();
	});
});
