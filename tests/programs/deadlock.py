from mpi4py import MPI

comm = MPI.COMM_WORLD
rank = comm.Get_rank()


def exchange(mine):
    theirs = comm.recv(source=1 - rank, tag=7)  # both receive first
    comm.send(mine, dest=1 - rank, tag=7)
    return theirs


print(exchange(rank))
