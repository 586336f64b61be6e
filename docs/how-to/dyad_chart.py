"""A notebook: what passed between two countries, as a picture and as tables.

    marimo edit docs/how-to/dyad_chart.py

It reads the record that COMMUNIQUE_RECORD names, or communique.db in the folder it is opened from.
"""

import marimo

app = marimo.App(width="medium", app_title="A dyad, from the record")


@app.cell
def chart():
    from communique import Record
    from communique.web import picture_of_dyad

    record = Record.open()
    picture = picture_of_dyad(record, "USA", "IND")
    picture
    return picture, record


@app.cell
def table(record):
    timeline = record.timeline("USA", "IND").to_pandas()
    timeline[["start", "what", "quote"]]
    return (timeline,)


@app.cell
def network(record):
    from communique.query import Period
    from communique.web import picture_of_network

    around = picture_of_network(record, Period(party="USA"))
    around
    return (around,)


if __name__ == "__main__":
    app.run()
