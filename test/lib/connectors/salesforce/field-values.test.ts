import {
	jsonOfText,
	storedText,
	textOfValue,
} from '../../../../lib/connectors/salesforce/field-values';

describe('a text on its way to Salesforce', () => {
	it.each([
		{ text: '87.20', type: 'number' as const, json: 87.2 },
		{ text: '-0.005', type: 'number' as const, json: -0.005 },
		{ text: '123456789012.345', type: 'number' as const, json: 123_456_789_012.345 },
		{ text: '1234567890123456.78', type: 'number' as const, json: '1234567890123456.78' },
		{ text: 'about 5', type: 'number' as const, json: 'about 5' },
		{ text: '', type: 'number' as const, json: null },
		{ text: '', type: 'text' as const, json: null },
		{ text: 'true', type: 'boolean' as const, json: true },
		{ text: '', type: 'boolean' as const, json: false },
		{ text: '00123', type: 'text' as const, json: '00123' },
		{ text: 'a;b', type: 'choices' as const, json: 'a;b' },
	])('$text as $type becomes $json', ({ text, type, json }) => {
		expect(jsonOfText(text, type)).toBe(json);
	});

	it.each([
		{
			text: '2026-11-14T10:00:00.987Z',
			type: 'moment' as const,
			stored: '2026-11-14T10:00:00.000Z',
		},
		{ text: '2026-11-14T23:30:00-02:00', type: 'date' as const, stored: '2026-11-15' },
		{ text: '2026-11-14', type: 'date' as const, stored: '2026-11-14' },
		{ text: ' Anna ', type: 'text' as const, stored: 'Anna' },
		{ text: 'tomorrow', type: 'moment' as const, stored: 'tomorrow' },
	])('$text as $type is kept as $stored', ({ text, type, stored }) => {
		expect(storedText(text, type)).toBe(stored);
		expect(storedText(stored, type)).toBe(stored);
	});
});

describe('a value of Salesforce', () => {
	it.each([
		{ value: null, type: 'text' as const, text: '' },
		{ value: 12.5, type: 'number' as const, text: '12.5' },
		{ value: 1e-7, type: 'number' as const, text: '0.0000001' },
		{ value: false, type: 'boolean' as const, text: 'false' },
		{
			value: '2026-11-14T10:00:00.000+0000',
			type: 'moment' as const,
			text: '2026-11-14T10:00:00.000Z',
		},
		{ value: { street: 'x' }, type: 'text' as const, text: '' },
	])('$value as $type is the text $text', ({ value, type, text }) => {
		expect(textOfValue(value, type)).toBe(text);
	});
});
