// A JSON Schema as a person writes a shape down: `{name: string, limit?: integer 1-100 = 50}`.

export type Schema = {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  prefixItems?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  additionalProperties?: Schema | boolean;
  description?: string;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  minLength?: number;
  maxLength?: number;
};

export const refName = (ref: string): string => ref.split('/').at(-1) ?? ref;

/** Plain text, several lines for objects; named schemas stay names. `indent` is how deep the shape stands already. */
export function shapeOf(schema: Schema | undefined, indent = ''): string {
  if (!schema) return 'anything';
  if (schema.$ref) return refName(schema.$ref);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.map((choice) => shapeOf(choice, indent)).join(' | ');
  if (schema.allOf) return schema.allOf.map((part) => shapeOf(part, indent)).join(' & ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.properties) return objectShape(schema, indent);
  if (schema.prefixItems) return `[${schema.prefixItems.map((item) => shapeOf(item, indent)).join(', ')}]`;
  if (schema.items) {
    const item = shapeOf(schema.items, indent);
    return item.includes(' | ') ? `(${item})[]` : `${item}[]`;
  }
  if (typeof schema.additionalProperties === 'object') {
    return `{[key]: ${shapeOf(schema.additionalProperties, indent)}}`;
  }
  const types = Array.isArray(schema.type) ? schema.type : [schema.type ?? 'anything'];
  return types.map((type) => (type === 'null' ? type : `${type}${bounds(schema)}`)).join(' | ');
}

function objectShape(schema: Schema, indent: string): string {
  const deeper = `${indent}  `;
  const fields = Object.entries(schema.properties ?? {}).map(([name, field]) => {
    const optional = schema.required?.includes(name) && field.default === undefined ? '' : '?';
    const fallback = field.default === undefined ? '' : ` = ${JSON.stringify(field.default)}`;
    const note = field.description ? `  // ${field.description}` : '';
    return `${deeper}${name}${optional}: ${shapeOf(field, deeper)}${fallback}${note}`;
  });
  return fields.length === 0 ? '{}' : `{\n${fields.join('\n')}\n${indent}}`;
}

function bounds(schema: Schema): string {
  if (schema.format) return ` (${schema.format})`;
  const least = schema.minimum ?? schema.minLength;
  // JSON Schema's integers go up to 2^53: that is no bound worth reading.
  const most = schema.maximum === Number.MAX_SAFE_INTEGER ? undefined : (schema.maximum ?? schema.maxLength);
  if (most === undefined) return '';
  return ` ${least ?? 0}-${most}`;
}
