/**
 * A pure function of a text that remembers its latest answers, for what few texts are asked often, such
 * as user agents. Bounded: the oldest answer goes first.
 */
export function remembered<Answer>(
	answerTo: (text: string) => Answer,
	mostTexts: number,
): (text: string) => Answer {
	const answers = new Map<string, Answer>();
	return (text) => {
		const known = answers.get(text);
		if (known !== undefined) return known;
		const answer = answerTo(text);
		answers.set(text, answer);
		if (answers.size > mostTexts) {
			const oldest = answers.keys().next();
			if (oldest.done !== true) answers.delete(oldest.value);
		}
		return answer;
	};
}
