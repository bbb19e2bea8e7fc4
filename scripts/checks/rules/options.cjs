module.exports = {
  doNotFollow: { path: ['node_modules', '^lib/db/generated/'] },
  exclude: { path: ['^\\.next/', '^test-results/'] },
  tsConfig: { fileName: 'tsconfig.json' },
  tsPreCompilationDeps: true,
  enhancedResolveOptions: {
    exportsFields: ['exports'],
    conditionNames: ['import', 'require', 'node', 'default', 'types'],
    mainFields: ['module', 'main', 'types', 'typings'],
  },
}
