"""How the graph is drawn: one self-contained HTML page. Import `render` from graph.views.html; pyvis is slow to import."""
