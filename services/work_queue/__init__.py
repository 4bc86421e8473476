"""Work that runs later, as jobs of a queue in the store's own PostgreSQL (`procrastinate`, extra ``queue``).

`tasks` holds what a job does: each is one call of the ordinary service. `jobs` puts jobs in and lists them, `working`
does them. A job can be done more than once, after a worker was killed; the services do the same work once.
"""
