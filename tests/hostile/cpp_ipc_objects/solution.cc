#include <algorithm>

#include "solution.h"

#include <fcntl.h>
#include <mqueue.h>
#include <semaphore.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>

#include <cerrno>
#include <stdexcept>

std::vector<Parcel> rotate(std::vector<Parcel> parcels) {
  static bool first = true;
  if (shmget(0x6b617461, 4096, IPC_CREAT | 0666) >= 0 || semget(0x6b617461, 1, IPC_CREAT | 0666) >= 0 || msgget(0x6b617461, IPC_CREAT | 0666) >= 0)
    throw std::runtime_error("an object of System V");
  if (mq_open("/hostile-left-queue", O_CREAT | O_RDWR, 0666, nullptr) != static_cast<mqd_t>(-1)) throw std::runtime_error("a queue");
  if (sem_open("/hostile-left-semaphore", O_CREAT | O_EXCL, 0666, 1) == SEM_FAILED && errno == EEXIST && first) throw std::runtime_error("a semaphore was left");
  first = false;
  if (!parcels.empty()) std::rotate(parcels.begin(), parcels.begin() + 1, parcels.end());
  return parcels;
}
