import { readRateFile } from '../../../../lib/import/exchange-rates/read-rate-file';

const ecb = `<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
	<gesmes:subject>Reference rates</gesmes:subject>
	<Cube>
		<Cube time='2026-11-20'>
			<Cube currency='USD' rate='1.0843'/>
			<Cube currency="JPY" rate="163.52"/>
			<Cube currency='XXQ' rate='2'/>
		</Cube>
	</Cube>
</gesmes:Envelope>`;

it('reads the file of the European Central Bank', () => {
	expect(readRateFile(ecb, 'ECB')).toEqual({
		rates: [
			{ from: 'EUR', to: 'USD', rate: '1.0843', asOf: '2026-11-20T00:00:00.000Z', source: 'ECB' },
			{ from: 'EUR', to: 'JPY', rate: '163.52', asOf: '2026-11-20T00:00:00.000Z', source: 'ECB' },
		],
		skipped: ['XXQ'],
	});
});

it('takes the newest day of a file with many', () => {
	const many = ecb.replace(
		'</Cube>\n\t</Cube>',
		"</Cube><Cube time='2026-11-19'><Cube currency='USD' rate='9'/></Cube></Cube>",
	);
	expect(readRateFile(many, 'ECB').rates).toHaveLength(2);
});

it('reads JSON with base, date and rates, numbers as they are written', () => {
	const json = '{"base":"USD","date":"2026-11-20","rates":{"EUR":0.9223,"GBP":"0.7712","USD":1}}';
	expect(readRateFile(json, 'service')).toMatchObject({
		rates: [
			{ from: 'USD', to: 'EUR', rate: '0.9223' },
			{ from: 'USD', to: 'GBP', rate: '0.7712' },
		],
		skipped: ['USD'],
	});
});

it.each([
	['<html>Down for maintenance</html>'],
	['{"error":"no quota"}'],
	['{"base":"EUR","date":"today","rates":{"USD":1.1}}'],
	['{"base":"EUR","date":"2026-11-20","rates":{"USD":"1,1","JPY":0}}'],
])('refuses what is no rate file: %s', (text) => {
	expect(() => readRateFile(text, 'x')).toThrow(/rate/);
});

it('refuses a text of elements that never end in no more time than its length takes', () => {
	// Time that grows with the square would be hours for this text.
	expect(() => readRateFile('<Cube '.repeat(1_000_000), 'x')).toThrow(/rate/);
});
