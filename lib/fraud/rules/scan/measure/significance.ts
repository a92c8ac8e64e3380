/**
 * How unlikely chance must be before a count is a sign: the scan asks many affiliates every night,
 * so that one in twenty would be a crowd.
 */
export const SIGNIFICANCE = 0.001;
