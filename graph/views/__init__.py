"""How the graph is drawn: one self-contained HTML page, by `graph.views.html.render`; pyvis is slow to import."""
