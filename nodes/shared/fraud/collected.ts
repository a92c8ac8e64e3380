/** Everything a stream gives, in its order. */
export async function collected<Value>(stream: AsyncIterable<Value>): Promise<Value[]> {
	const values: Value[] = [];
	for await (const value of stream) values.push(value);
	return values;
}
