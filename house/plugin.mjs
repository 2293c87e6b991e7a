// SPDX-License-Identifier: Apache-2.0
import { relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isPure, refusal } from './directions.mjs'
import { badName } from './names.mjs'

// The linter publishes the type of a rule only as an argument of its tester.
/** @typedef {Parameters<import('oxlint/plugins-dev').RuleTester['run']>[1]} AnyRule */
/** @typedef {Exclude<AnyRule, { createOnce: unknown }>} Rule */
/** @typedef {Parameters<Rule['create']>[0]} Context */
/** @typedef {ReturnType<Rule['create']>} Visitor */
/** @typedef {Parameters<NonNullable<Visitor['ImportDeclaration']>>[0]} ImportDeclaration */
/** @typedef {Parameters<NonNullable<Visitor['Identifier']>>[0] | ImportDeclaration['parent']} Node */

const root = fileURLToPath(new URL('..', import.meta.url))

/** Who may import whom: reports every import that `directions.mjs` refuses. @type {Rule} */
const directions = {
  create(context) {
    const file = pathInRepository(context)
    /**
     * @param {Node | null} source
     * @param {boolean} typeOnly
     * @param {string[]} names
     */
    const look = (source, typeOnly, names) => {
      if (source?.type !== 'Literal' || typeof source.value !== 'string') return
      const message = refusal({ file, specifier: source.value, typeOnly, names })
      if (message !== null) context.report({ node: source, message })
    }
    return {
      ImportDeclaration(node) {
        const values = node.specifiers.filter((each) => !('importKind' in each) || each.importKind !== 'type')
        const typeOnly = node.importKind === 'type' || (node.specifiers.length > 0 && values.length === 0)
        look(node.source, typeOnly, values.map(importedName))
      },
      ExportAllDeclaration: (node) => look(node.source, node.exportKind === 'type', ['*']),
      ExportNamedDeclaration: (node) => look(node.source, node.exportKind === 'type', ['*']),
      ImportExpression: (node) => look(node.source, false, ['*']),
      TSImportType: (node) => look(node.source, true, []),
    }
  },
}

/**
 * Reading the machine's clock, or its time zone, by hand. The shell's clock never runs backwards; the machine's may.
 *
 * @type {Rule}
 */
const clock = {
  create(context) {
    const pure = isPure(pathInRepository(context))
    const message = pure
      ? '[HO-306] rules are pure: take `now` as an argument, and reckon in UTC'
      : "[HO-322] take `now` as an argument, or the clock that the shell gave: never the machine's clock"
    return {
      NewExpression(node) {
        const count = node.arguments.length
        if (isGlobal(node.callee, 'Date') && (count === 0 || (pure && count > 1))) context.report({ node, message })
      },
      CallExpression(node) {
        if (isGlobal(node.callee, 'Date')) context.report({ node, message })
      },
      MemberExpression(node) {
        const clocks = isGlobal(node.object, 'Date') || isGlobal(node.object, 'performance')
        if (clocks && isNamed(node.property, 'now')) context.report({ node, message })
      },
    }
  },
}

/** Words that the language has and the house does without. @type {Rule} */
const language = {
  create: (context) => ({
    TSEnumDeclaration(node) {
      context.report({ node, message: '[HO-311] no enum: write a const array or object and the union of its values' })
    },
    TSModuleDeclaration(node) {
      if (node.declare) return
      context.report({ node, message: '[HO-311] no namespace: a file is a module already' })
    },
  }),
}

/** Kebab-case names that say what is inside. @type {Rule} */
const names = {
  create: (context) => ({
    Program(node) {
      const message = badName(pathInRepository(context))
      if (message !== null) context.report({ node, message })
    },
  }),
}

/** Files that only pass on what others export. The index of a feature is its contract, and so is exempt. @type {Rule} */
const barrels = {
  create(context) {
    const message = '[HO-313] no barrel: import each thing from the file that makes it'
    const exempt = /^server\/src\/(features|adapters)\/[^/]+\/index\.ts$/.test(pathInRepository(context))
    return {
      ExportAllDeclaration: (node) => context.report({ node, message }),
      Program(node) {
        const passedOn = node.body.filter((each) => each.type === 'ExportNamedDeclaration' && each.source !== null)
        if (!exempt && passedOn.length > 0 && passedOn.length === node.body.length) context.report({ node, message })
      },
    }
  },
}

/** @param {Context} context */
function pathInRepository(context) {
  return relative(root, context.filename).split(sep).join('/')
}

/**
 * @param {Node} node
 * @param {string} name
 */
function isNamed(node, name) {
  return node.type === 'Identifier' && node.name === name
}

/**
 * A global by its own name or as a property of the global object.
 *
 * @param {Node} node
 * @param {string} name
 */
function isGlobal(node, name) {
  if (node.type !== 'MemberExpression') return isNamed(node, name)
  return isNamed(node.property, name) && ['globalThis', 'self', 'window'].some((all) => isNamed(node.object, all))
}

/** @param {ImportDeclaration['specifiers'][number]} specifier */
function importedName(specifier) {
  if (specifier.type === 'ImportNamespaceSpecifier') return '*'
  if (specifier.type === 'ImportDefaultSpecifier') return 'default'
  return specifier.imported.type === 'Identifier' ? specifier.imported.name : specifier.imported.value
}

export default { meta: { name: 'house' }, rules: { directions, clock, language, names, barrels } }
