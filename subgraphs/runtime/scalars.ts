import { Decimal } from 'decimal.js';
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { GraphQLCountryCode, GraphQLCurrency, GraphQLDateTimeISO, GraphQLJWT, GraphQLLocalDate } from 'graphql-scalars';

/** A scalar that travels as a string, checked by `check` on the way in and left alone on the way out. */
function stringScalar(
  name: string,
  description: string,
  check: (text: string) => string,
): GraphQLScalarType<string, string> {
  function parse(value: unknown): string {
    if (typeof value !== 'string') throw new GraphQLError(`${name} is a string.`);
    return check(value);
  }
  return new GraphQLScalarType<string, string>({
    name,
    description,
    serialize: (value) => String(value),
    parseValue: parse,
    parseLiteral(node) {
      if (node.kind !== Kind.STRING) throw new GraphQLError(`${name} is a string.`, { nodes: node });
      return parse(node.value);
    },
  });
}

const DECIMAL_TEXT = /^-?\d{1,15}(\.\d{1,10})?$/;

export const TinScalar = stringScalar(
  'TIN',
  'Trader identification number: customs-territory prefix (ISO 3166-1 alpha-2) and national identifier, 17 characters at most (WCO TIN guidelines).',
  (text) => text,
);
export const DateScalar = stringScalar('Date', 'Calendar date, ISO 8601: YYYY-MM-DD.', (text) =>
  String(GraphQLLocalDate.parseValue(text)),
);
export const DateTimeScalar = stringScalar('DateTime', 'Instant, RFC 3339, in UTC.', (text) =>
  GraphQLDateTimeISO.parseValue(text).toISOString(),
);
export const DecimalScalar = stringScalar(
  'Decimal',
  'Exact decimal as a string, up to 15 digits before and 10 after the point; money is never a float.',
  (text) => {
    if (!DECIMAL_TEXT.test(text)) throw new GraphQLError('Decimal is digits with at most one point, as a string.');
    return new Decimal(text).toFixed();
  },
);
export const CurrencyScalar = stringScalar('Currency', 'Currency, ISO 4217.', (text) =>
  String(GraphQLCurrency.parseValue(text)),
);
export const CountryCodeScalar = stringScalar('CountryCode', 'Country or territory, ISO 3166-1 alpha-2.', (text) =>
  String(GraphQLCountryCode.parseValue(text)),
);
export const JwsScalar = stringScalar(
  'JWS',
  'Signed statement, RFC 7515 compact serialisation; verify it offline with the issuer’s published keys.',
  (text) => String(GraphQLJWT.parseValue(text)),
);
/** What `after` means at every subscription. */
export const AFTER_CURSOR =
  'Go on behind this event: `extensions.cursor` of the last result that was read. Null: what comes from now on. CURSOR_EXPIRED where the feed does not reach back to it; BAD_USER_INPUT for what is no cursor of this feed.';
export const CursorScalar = stringScalar(
  'Cursor',
  'Opaque position in a list; comes from `pageInfo` or an edge, and of a subscription from `extensions.cursor` of its results.',
  (text) => text,
);
